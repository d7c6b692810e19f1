import { signal } from '@preact/signals';
import { say } from '../host.ts';
import { isFramed } from '../page.ts';
import { keep, readKept } from './kept.ts';

const NAME = 'sound';

export const isSoundOn = signal(readKept(NAME, true));

export function toggleSound() {
  isSoundOn.value = !isSoundOn.value;
  keep(NAME, isSoundOn.value);
}

/** The page around plays it, as browsers let it speak sooner than a frame. */
export function ring() {
  if (!isSoundOn.value) return;
  if (isFramed) say('playAudio', {});
  // Browsers refuse where nobody has touched the window yet.
  else new Audio('/audio/widget/ding.mp3').play().catch(() => {});
}
