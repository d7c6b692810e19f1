import { useEffect } from 'react';
import { useLive } from '../../app/live/use-live.ts';

let loading: Promise<typeof import('./announce.ts')> | undefined;

/** Tells colleagues which conversation is open here, from which on it is heard what they look at. */
export function useAnnouncing(open_id: number | undefined) {
  const live = useLive();
  useEffect(() => {
    // The same promise each time, so that what ends is told just before what begins.
    loading ??= import('./announce.ts');
    const begun = loading.then(({ announce }) => announce(live, open_id));
    return () => void begun.then((end) => end());
  }, [live, open_id]);
}
