import { Watched } from './watched.ts';

export type Theme = 'light' | 'dark' | 'system';

const KEY = 'porchlight.theme';
const themes: readonly Theme[] = ['light', 'dark', 'system'];

/** How bright the pages are; kept in this browser, as rooms differ and people do not. */
export const theme = new Watched<Theme>(readKept());

function readKept(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return themes.find((each) => each === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Shows the pages as they were left. */
export function startTheme() {
  show(theme.get());
}

export function changeTheme(wanted: Theme) {
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // Without storage it lasts as long as the page.
  }
  theme.set(wanted);
  show(wanted);
}

function show(wanted: Theme) {
  if (wanted === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
}
