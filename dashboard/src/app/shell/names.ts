import { Watched } from '../watched.ts';

const KEY = 'porchlight.names';

/** Whether names stand beside the icons of the navigation. */
export const areNamesShown = new Watched(readKept());

function readKept(): boolean {
  try {
    return localStorage.getItem(KEY) === 'shown';
  } catch {
    return false;
  }
}

export function toggleNames() {
  const isShown = !areNamesShown.get();
  areNamesShown.set(isShown);
  try {
    localStorage.setItem(KEY, isShown ? 'shown' : 'hidden');
  } catch {
    // Without storage it lasts as long as the page.
  }
}
