import { effect, signal } from '@preact/signals';
import { channel } from '../page.ts';
import { settings } from '../state/settings.ts';
import { accentsOf } from './colours.ts';

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = signal(systemDark.matches);

/** Puts the site's colour and the light or dark that it wishes on the window, and keeps them so. */
export function paint() {
  systemDark.addEventListener('change', ({ matches }) => {
    isSystemDark.value = matches;
  });
  effect(() => {
    const { darkMode } = settings.value;
    const isDark = darkMode === 'dark' || (darkMode === 'auto' && isSystemDark.value);
    const { accent, onAccent, ink } = accentsOf(channel.widgetColor, isDark);
    const { dataset, style } = document.documentElement;
    dataset.scheme = isDark ? 'dark' : 'light';
    style.setProperty('--accent', accent);
    style.setProperty('--on-accent', onAccent);
    style.setProperty('--accent-ink', ink);
  });
}
