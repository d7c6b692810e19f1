import type { ConversationState } from '@porchlight/client/state/desk';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { hasSameItems, useDesk, useLive } from '../app/live/use-live.ts';
import { useInboxes } from '../app/queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Section } from '../ui/page.tsx';
import { EmptyState, Loading } from '../ui/placeholders.tsx';
import { formatMoment } from '../words/format.ts';
import { t } from '../words/words.ts';
import { formatDuration } from './duration.ts';
import type { Narrowing } from './narrowing.ts';
import type { Reading } from './reading.ts';
import { useNow } from './use-now.ts';
import { stillWaiting } from './waiting.ts';

const SHOWN_MAX = 10;

interface WaitingListProps {
  reading: Reading | undefined;
  narrowing: Narrowing;
}

/** The conversations whose customers wait longest; who is answered meanwhile leaves at once. */
export function WaitingList({ reading, narrowing }: WaitingListProps) {
  const { account_id } = useLive();
  const ids = useMemo(() => reading?.waiting.map(({ id }) => id) ?? [], [reading]);
  const waiting = useDesk(({ conversations }) => stillWaiting(ids, conversations, narrowing), hasSameItems);
  const now = useNow();
  return (
    <Section
      title={t('overview.waiting')}
      hint={t('overview.waitingHint')}
      actions={
        waiting.length > 0 && (
          <Link
            to="/accounts/$account_id/conversations"
            params={{ account_id }}
            search={{
              assignee_type: 'all',
              conversation_type: 'unattended',
              sort_by: 'waiting_since_asc',
              ...narrowing,
            }}
            preload={false}
            className="-mx-1 rounded-base px-1 py-0.5 font-medium text-accent hover:underline"
          >
            {t('overview.allWaiting')}
          </Link>
        )
      }
    >
      {!reading && <Loading />}
      {reading && waiting.length === 0 && (
        <EmptyState
          icon={CircleCheck}
          title={t('overview.nobodyWaits')}
          text={t('overview.nobodyWaitsText')}
        />
      )}
      {waiting.length > 0 && (
        <ol className="-mx-4 -mb-4 divide-y divide-line border-t border-line sm:-mx-5 sm:-mb-5">
          {waiting.slice(0, SHOWN_MAX).map((conversation) => (
            <WaitingRow
              key={conversation.id}
              conversation={conversation}
              waited={formatDuration(now / 1000 - conversation.waiting_since)}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}

function WaitingRow({ conversation, waited }: { conversation: ConversationState; waited: string }) {
  const { account_id } = useLive();
  const { id, contact_id, inbox_id, waiting_since, assignee } = conversation;
  const contact = useDesk(({ contacts }) => contacts.get(contact_id));
  const isOnline = useDesk(({ presence }) => presence.contacts[contact_id] === 'online');
  const inbox = useInboxes(account_id).find((each) => each.id === inbox_id);
  const name = contact?.name || t('conversations.nameless');
  return (
    <li>
      <Link
        to="/accounts/$account_id/conversations/$conversation_id"
        params={{ account_id, conversation_id: id }}
        search={{ assignee_type: 'all', sort_by: 'waiting_since_asc' }}
        preload={false}
        data-waiting={id}
        className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2! hover:bg-hover sm:px-5"
      >
        <Avatar name={name} picture={contact?.thumbnail} presence={isOnline ? 'online' : undefined} />
        <span className="grid min-w-0 grow">
          <bdi className="truncate font-medium">{name}</bdi>
          <span className="flex min-w-0 gap-1 text-small text-ink-soft">
            <span className="shrink-0">#{id}</span>
            {inbox && (
              <>
                <span aria-hidden="true">·</span>
                <bdi className="truncate">{inbox.name}</bdi>
              </>
            )}
          </span>
        </span>
        <span className="grid min-w-0 shrink-0 justify-items-end">
          <time
            dateTime={new Date(waiting_since * 1000).toISOString()}
            title={t('overview.since', { time: formatMoment(waiting_since) })}
            className="font-medium whitespace-nowrap tabular-nums"
          >
            {waited}
          </time>
          <span className="max-w-36 text-small text-ink-soft">
            {assignee ? (
              <>
                <span className="unseen">{t('conversations.answeredBy', { name: assignee.name })}</span>
                <bdi aria-hidden="true" className="block truncate">
                  {assignee.name}
                </bdi>
              </>
            ) : (
              t('overview.nobody')
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}
