import { signal } from '@preact/signals';

/** Counts the wishes to see the newest message. */
export const endWanted = signal(0);

export function scrollToEnd() {
  endWanted.value = endWanted.peek() + 1;
}
