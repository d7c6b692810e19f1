import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useGaps, useLive } from '../app/live/use-live.ts';
import { queryClient } from '../app/query-client.ts';
import type { Narrowing } from './narrowing.ts';
import { readingQuery } from './reading.ts';
import { hasToldOfConversations } from './told.ts';

/** One thing that happens has several events. */
const SETTLE_MS = 1000;
/** Where much happens it is read no more often than this. */
const APART_MS = 15_000;

/**
 * How the desk stands: read when it is shown, when the socket tells that something changed, and each minute besides.
 * While the page is hidden nothing is read.
 */
export function useLiveReading(narrowing: Narrowing) {
  const live = useLive();
  const gaps = useGaps();
  const options = readingQuery(live, narrowing);
  const query = useQuery(options);
  const { refetch, dataUpdatedAt } = query;
  const current = useRef({ refetch, dataUpdatedAt, queryKey: options.queryKey });
  useEffect(() => {
    current.current = { refetch, dataUpdatedAt, queryKey: options.queryKey };
  });
  useEffect(() => {
    let known = live.store.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer = undefined;
      const { refetch: read, queryKey } = current.current;
      if (document.visibilityState === 'visible') void read();
      else void queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    };
    const stop = live.store.subscribe(() => {
      const before = known;
      known = live.store.get();
      if (timer !== undefined || !hasToldOfConversations(before, known)) return;
      const wait_ms = current.current.dataUpdatedAt + APART_MS - Date.now();
      timer = setTimeout(readAgain, Math.max(SETTLE_MS, wait_ms));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live]);
  useEffect(() => {
    if (gaps > 0) void current.current.refetch();
  }, [gaps]);
  return query;
}
