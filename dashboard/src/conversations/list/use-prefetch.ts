import { useEffect, useRef } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import { prefetchThread, prefetchThreads } from '../store/prefetch.ts';

const AHEAD = 3;
const POINTED_MS = 60;

const whenIdle = (run: () => void) => {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(run, { timeout: 300 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, 50);
  return () => clearTimeout(timer);
};

/** Reads what is likely to be opened next: the rows below and above the open one, and what is pointed at. */
export function usePrefetch(rows: readonly number[], open_id: number | undefined) {
  const live = useLive();
  useEffect(() => {
    const at = open_id === undefined ? -1 : rows.indexOf(open_id);
    const ahead = rows.slice(at + 1, at + 1 + AHEAD);
    const before = at > 0 ? rows.slice(at - 1, at) : [];
    return whenIdle(() => void prefetchThreads(live, [...ahead, ...before]));
  }, [live, rows, open_id]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (id: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void prefetchThread(live, id), POINTED_MS);
  };
}
