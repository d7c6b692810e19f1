import { useEffect, useState } from 'react';
import { Skeleton } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';

const DELAY_MS = 150;
const ROWS = [0, 1, 2];

/** Stands where results are on their way, once that takes a while. */
export function ResultSkeleton() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <div className="divide-y divide-line rounded-large border border-line bg-surface">
      <span className="unseen">{t('ui.loading')}</span>
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-3 px-4 py-3">
          <Skeleton className="size-8 shrink-0 rounded-full!" />
          <span className="grid grow gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </span>
        </div>
      ))}
    </div>
  );
}
