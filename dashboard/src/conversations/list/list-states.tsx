import { Inbox, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Skeleton } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';
import type { TabCounts } from '../store/counts.ts';

const DELAY_MS = 150;
const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Stands where rows are on their way, once that takes a while. */
export function ListSkeleton() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="grow overflow-hidden">
      <span className="unseen">{t('ui.loading')}</span>
      {isLate &&
        ROWS.map((row) => (
          <div key={row} className="flex h-21 gap-2.5 border-b border-line px-3 py-2.5">
            <Skeleton className="size-8 shrink-0 rounded-full!" />
            <span className="grid grow content-between">
              <Skeleton className="h-3.5 w-2/5" />
              <Skeleton className="h-3 w-4/5" />
              <Skeleton className="h-3 w-3/5" />
            </span>
          </div>
        ))}
    </div>
  );
}

interface EmptyListProps {
  search: ConversationsSearch;
  counts: TabCounts | undefined;
  show(change: ConversationsSearch): void;
  clear(): void;
}

/** Stands where the list has no rows, and leads to where some may be. */
export function EmptyList({ search, counts, show, clear }: EmptyListProps) {
  const {
    assignee_type = 'me',
    status = 'open',
    inbox_id,
    team_id,
    label,
    conversation_type,
    filter,
  } = search;
  const isNarrowed = [inbox_id, team_id, label, conversation_type, filter].some((each) => each !== undefined);
  if (isNarrowed)
    return (
      <EmptyState
        icon={SearchX}
        title={t('conversations.emptyNarrowed')}
        action={<Button onClick={clear}>{t('conversations.clearFilter')}</Button>}
      />
    );
  if (assignee_type !== 'all') {
    const next = assignee_type === 'me' && counts?.unassigned ? 'unassigned' : 'all';
    return (
      <EmptyState
        icon={Inbox}
        title={t(assignee_type === 'me' ? 'conversations.emptyMine' : 'conversations.emptyUnassigned')}
        action={
          <Button onClick={() => show({ assignee_type: next })}>
            {t(next === 'all' ? 'conversations.showAll' : 'conversations.showUnassigned')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title={t(status === 'open' ? 'conversations.emptyOpen' : 'conversations.emptyStatus')}
      action={
        status === 'all' ? undefined : (
          <Button onClick={() => show({ status: 'all' })}>{t('conversations.showEvery')}</Button>
        )
      }
    />
  );
}
