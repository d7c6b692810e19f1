/** A link that looks like the button for what people come to a page for. */
export const LINK_BUTTON =
  'inline-flex min-h-8 items-center rounded-base border border-accent bg-accent px-3 font-medium text-on-accent hover:bg-accent-strong';
