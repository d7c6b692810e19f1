import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { formatAgo } from '../../words/format.ts';
import { t } from '../../words/words.ts';

interface PreviousConversationsProps {
  conversation_id: number;
  contact_id: number;
}

const STATUSES = {
  open: 'thread.open',
  resolved: 'thread.resolved',
  pending: 'thread.pending',
  snoozed: 'thread.snoozed',
} as const;

/** What else the contact wrote about, the newest first. */
export function PreviousConversations({ conversation_id, contact_id }: PreviousConversationsProps) {
  const { account_id } = useLive();
  const { data, error, refetch } = useQuery({
    queryKey: ['account', account_id, 'contactConversations', contact_id],
    queryFn: async ({ signal }) =>
      (await ask((desk) => desk.contactConversations.list({ account_id, contact_id }, { signal }))).payload,
  });
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const others = data.filter(({ id }) => id !== conversation_id);
  if (others.length === 0) return <p className="text-ink-soft">{t('panel.noPrevious')}</p>;
  return (
    <ul className="grid gap-1">
      {others.map(({ id, status, last_activity_at, last_non_activity_message: last }) => (
        <li key={id}>
          <Link
            to="/accounts/$account_id/conversations/$conversation_id"
            params={{ account_id, conversation_id: id }}
            search={(search) => search}
            className="grid rounded-base border border-line p-2 hover:bg-hover"
          >
            <span className="flex justify-between gap-2 text-small text-ink-soft">
              <span>
                #{id} · {t(STATUSES[status])}
              </span>
              <span>{formatAgo(last_activity_at)}</span>
            </span>
            <bdi className="truncate">{last?.content ?? '…'}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
