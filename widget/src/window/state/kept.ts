import { channel } from '../page.ts';

/* What outlives the window. A browser may forbid it in a frame; then nothing is kept, and all else works. */

const nameOf = (name: string) => `porchlight_${name}_${channel.websiteToken}`;

export function readKept<Value>(name: string, otherwise: Value): Value {
  try {
    const text = localStorage.getItem(nameOf(name));
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function keep(name: string, value: unknown) {
  try {
    localStorage.setItem(nameOf(name), JSON.stringify(value));
  } catch {
    // Forbidden, or full.
  }
}

/** Hears when another window of the same site changed it. */
export function onKeptElsewhere(name: string, hear: () => void) {
  window.addEventListener('storage', ({ key }) => {
    if (key === nameOf(name)) hear();
  });
}
