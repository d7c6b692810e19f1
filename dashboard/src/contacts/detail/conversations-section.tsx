import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentenceOf } from '../../app/ask.ts';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { useInboxes } from '../../app/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { formatAgo } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { type PastConversation, pastConversationsQuery } from '../contact-queries.ts';

const STATUSES = {
  open: { label: 'conversations.statusOpen', tone: 'good' },
  pending: { label: 'conversations.statusPending', tone: 'warn' },
  snoozed: { label: 'conversations.statusSnoozed', tone: 'info' },
  resolved: { label: 'conversations.statusResolved', tone: 'plain' },
} as const;

/** What somebody wrote about, the latest first. */
export function ConversationsSection({ contact_id }: { contact_id: number }) {
  const { account_id } = useLive();
  const { data, error, refetch } = useQuery(pastConversationsQuery(account_id, contact_id));
  return (
    <Section title={t('contacts.conversations')}>
      {error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <p className="text-ink-soft">{t('contacts.noConversations')}</p>}
      {data && data.length > 0 && (
        <ul className="-mx-2 grid *:min-w-0">
          {data.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ row }: { row: PastConversation }) {
  const { account_id } = useLive();
  const { id, inbox_id, last_non_activity_message: said, meta } = row;
  const inbox = useInboxes(account_id).find((each) => each.id === inbox_id);
  const known = useDesk((state) => state.conversations.get(id));
  const { status, last_activity_at } = known ?? row;
  const assignee = known ? known.assignee?.name : meta.assignee?.name;
  const { label, tone } = STATUSES[status];
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        to="/accounts/$account_id/conversations/$conversation_id"
        params={{ account_id, conversation_id: id }}
        className="grid gap-0.5 rounded-base px-2 py-2.5 *:min-w-0 hover:bg-hover"
      >
        <span className="flex items-center gap-2 text-small text-ink-soft">
          <Badge tone={tone}>{t(label)}</Badge>
          <span className="shrink-0">#{id}</span>
          <bdi className="min-w-0 truncate">{inbox?.name}</bdi>
          <time className="ms-auto shrink-0">{formatAgo(last_activity_at)}</time>
        </span>
        <span className="flex items-center gap-2">
          <bdi className="min-w-0 grow truncate">{said?.content || t('conversations.nothingSaid')}</bdi>
          {assignee !== undefined && <Avatar name={assignee} size="small" isNamed />}
        </span>
      </Link>
    </li>
  );
}
