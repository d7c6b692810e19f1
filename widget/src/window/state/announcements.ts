import { signal } from '@preact/signals';

/** A sentence that is shown and said for a moment. */
export const announcement = signal('');

const SHOWN_MS = 5000;
let timer = 0;

export function announce(sentence: string) {
  announcement.value = sentence;
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    announcement.value = '';
  }, SHOWN_MS);
}
