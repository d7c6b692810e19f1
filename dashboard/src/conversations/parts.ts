import { late } from '../ui/layers/late.ts';

/** What stands beside the list: each comes when the page is idle, or when it is wanted first. */
export const threadPart = late(() => import('./thread/thread-pane.tsx'));
export const panelPart = late(() => import('./side-panel/side-panel.tsx'));
