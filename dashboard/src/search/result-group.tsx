import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useLive } from '../app/live/use-live.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Failure } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import { countText } from './count-text.ts';
import type { Group } from './place.ts';
import { ResultSkeleton } from './result-skeleton.tsx';
import type { FoundGroup } from './use-found.ts';

const SHOWN_MAX = 5;

const ALL_LABELS = {
  contacts: 'search.allContacts',
  conversations: 'search.allConversations',
  messages: 'search.allMessages',
} as const;

export interface ResultGroupProps<Row extends { id: number }> {
  group: Group;
  stand: FoundGroup<Row>;
  q: string;
  /** Whether it is shown alone, as far as it was read, rather than its beginning beside others. */
  isAlone: boolean;
  children(row: Row): ReactNode;
}

/** One kind of results, below its heading. */
export function ResultGroup<Row extends { id: number }>(props: ResultGroupProps<Row>) {
  const { group, stand, isAlone } = props;
  const { rows, count, isOld, failure, retry } = stand;
  const id = useId();
  const isEmpty = rows?.length === 0 && failure === undefined;
  if (isEmpty && !isAlone) return null;
  return (
    <section aria-labelledby={id} aria-busy={isOld} className="grid gap-2 *:min-w-0">
      <h2 id={id} className={classNames('flex items-baseline gap-2 font-semibold', isAlone && 'sm:unseen')}>
        {t(`search.${group}`)}
        {!isOld && <span className="text-small font-normal text-ink-soft">{countText(count)}</span>}
      </h2>
      {failure !== undefined && <Failure sentence={failure} onRetry={retry} />}
      {rows === undefined && failure === undefined && <ResultSkeleton />}
      {rows !== undefined && rows.length > 0 && <Rows {...props} rows={rows} />}
    </section>
  );
}

type RowsProps<Row extends { id: number }> = ResultGroupProps<Row> & { rows: readonly Row[] };

function Rows<Row extends { id: number }>({ group, stand, q, isAlone, rows, children }: RowsProps<Row>) {
  const { account_id } = useLive();
  const { isOld, more, isReadingOn } = stand;
  const shown = isAlone ? rows : rows.slice(0, SHOWN_MAX);
  const hasMore = rows.length > shown.length || more !== undefined;
  return (
    <>
      <ul
        className={classNames(
          'divide-y divide-line overflow-hidden rounded-large border border-line bg-surface',
          isOld && 'opacity-60',
        )}
      >
        {shown.map((row) => (
          <li key={row.id}>{children(row)}</li>
        ))}
      </ul>
      {isAlone && more && (
        <Button busy={isReadingOn} onClick={more} className="justify-self-center">
          {isReadingOn ? t('ui.loading') : t('search.more')}
        </Button>
      )}
      {!isAlone && hasMore && (
        <Link
          to="/accounts/$account_id/search/$group"
          params={{ account_id, group }}
          search={{ q }}
          preload={false}
          data-result=""
          className="-mx-1 justify-self-start rounded-base px-1 py-0.5 font-medium text-accent hover:underline"
        >
          {t(ALL_LABELS[group])}
        </Link>
      )}
    </>
  );
}
