import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { formatTime } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import type { Connection } from '../live/cable.ts';
import { useConnection, useLive, useOutbox } from '../live/use-live.ts';

/** A break of less is not worth a word. */
const PATIENCE_MS = 3000;

/** Says that the desk cannot be reached, once that has lasted, and what becomes of what is sent meanwhile. */
export function ConnectionBanner() {
  const connection = useConnection();
  const { reconnect } = useLive();
  const waiting = useOutbox((outbox) => outbox.filter(({ standing }) => standing !== 'failed').length);
  const since_ms = useLongLoss(connection);
  return (
    <div role="status">
      {since_ms !== undefined && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warn-ground px-4 py-2 text-warn">
          <WifiOff size={16} aria-hidden="true" className="shrink-0" />
          <span className="grow">
            {t('shell.lostSince', { time: formatTime(since_ms / 1000) })}
            {waiting > 0 && ` ${t('shell.waiting', { count: waiting })}`}
          </span>
          <Button size="small" onClick={reconnect}>
            {t('shell.tryNow')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Since when there is no connection, once that is longer ago than a moment. */
function useLongLoss(connection: Connection): number | undefined {
  const since_ms = connection.is === 'lost' ? connection.since_ms : undefined;
  const [shown, setShown] = useState<number>();
  useEffect(() => {
    if (since_ms === undefined) return setShown(undefined);
    const timer = setTimeout(() => setShown(since_ms), Math.max(0, since_ms + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [since_ms]);
  return shown;
}
