import { changeLanguage } from '../words/words.ts';
import { saveUiSettings } from './ui-settings.ts';

/** Changes the language here, and for what the desk writes to this user. */
export async function chooseLocale(locale: string) {
  await changeLanguage(locale);
  // The page was made anew; whoever works by keys goes on where languages are chosen.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-focus="account-menu"]')?.focus());
  await saveUiSettings({ locale }).catch(() => undefined);
}
