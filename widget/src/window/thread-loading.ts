/** Loads what a conversation is shown with: apart from the first sight, which most visitors leave again without writing. */
export const loadThread = () => import('./views/thread.tsx');
