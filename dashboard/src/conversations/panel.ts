import { Watched } from '../app/watched.ts';

const KEY = 'porchlight.panel';

/** Whether the side panel stands beside the thread, where there is room; kept in this browser. */
export const isPanelWanted = new Watched(readKept());

isPanelWanted.subscribe(() => {
  try {
    localStorage.setItem(KEY, isPanelWanted.get() ? 'shown' : 'hidden');
  } catch {
    // Without storage it lasts as long as the page.
  }
});

function readKept(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'hidden';
  } catch {
    return true;
  }
}
