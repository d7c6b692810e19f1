import { useSyncExternalStore } from 'react';
import { Watched } from '../../app/watched.ts';

const STEP_MS = 20_000;

const now = new Watched(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  const stop = now.subscribe(listener);
  watchers += 1;
  timer ??= setInterval(() => now.set(Date.now()), STEP_MS);
  return () => {
    stop();
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, a little behind; renders again as it goes on. */
export const useNow = (): number => useSyncExternalStore(subscribe, now.get);
