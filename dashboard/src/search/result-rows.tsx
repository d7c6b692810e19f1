import type { Contact } from '@porchlight/contract/contacts';
import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import { Link } from '@tanstack/react-router';
import { MessageSquare, MessagesSquare } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useDesk, useLive } from '../app/live/use-live.ts';
import { useInboxes } from '../app/queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { formatAgo, formatMoment } from '../words/format.ts';
import { t } from '../words/words.ts';
import { excerptAround } from './marked.ts';
import { MarkedText } from './marked-text.tsx';
import { type ConversationHit, detailsOf, type MessageHit, SAYING_MAX } from './results.ts';

interface RowProps {
  q: string;
  onOpen(): void;
}

const ROW = 'flex scroll-mt-20 items-start gap-3 px-4 py-2.5 hover:bg-hover -outline-offset-2!';

/** A contact among the results, and what they can be told apart by. */
export function ContactRow({ q, onOpen, contact }: RowProps & { contact: Contact }) {
  const { account_id } = useLive();
  const { id, name, thumbnail } = contact;
  const isOnline = useDesk(({ presence }) => presence.contacts[id] === 'online');
  const shown = name || t('conversations.nameless');
  return (
    <Link
      to="/accounts/$account_id/contacts/$contact_id"
      params={{ account_id, contact_id: id }}
      preload={false}
      data-result=""
      onClick={onOpen}
      className={ROW}
    >
      <Avatar name={shown} picture={thumbnail} presence={isOnline ? 'online' : undefined} />
      <Lines>
        <MarkedText text={shown} q={q} className="truncate font-medium" />
        <span className="line-clamp-2 text-small wrap-anywhere text-ink-soft">
          {detailsOf(contact).map((detail, index) => (
            <Fragment key={detail}>
              {index > 0 && ' · '}
              <MarkedText text={detail} q={q} />
            </Fragment>
          ))}
        </span>
      </Lines>
    </Link>
  );
}

/** A conversation among the results. */
export function ConversationRow({ q, onOpen, hit }: RowProps & { hit: ConversationHit }) {
  const { account_id } = useLive();
  const inbox = useInboxes(account_id).find(({ id }) => id === hit.inbox_id);
  const known = useDesk(({ conversations }) => conversations.get(hit.id)?.status);
  const status = known ?? hit.status;
  const saying = sayingOf(hit);
  return (
    <ConversationLink id={hit.id} onOpen={onOpen}>
      <MessagesSquare
        size={18}
        strokeWidth={1.75}
        aria-hidden="true"
        className="mt-0.5 shrink-0 text-ink-soft"
      />
      <Lines>
        <span className="flex min-w-0 items-center gap-2">
          <MarkedText text={hit.name || t('conversations.nameless')} q={q} className="truncate font-medium" />
          <span className="shrink-0 text-small text-ink-soft">
            <MarkedText text={`#${hit.id}`} q={q.startsWith('#') ? q : `#${q}`} />
          </span>
          <span className="grow" />
          {status && <StatusBadge status={status} />}
        </span>
        <span className="flex min-w-0 gap-1.5 text-small text-ink-soft">
          <bdi className="max-w-1/2 shrink-0 truncate">{inbox?.name}</bdi>
          <span aria-hidden="true">·</span>
          {saying === undefined ? (
            <bdi className="truncate">{hit.preview}</bdi>
          ) : (
            <span className="truncate">{saying}</span>
          )}
        </span>
      </Lines>
    </ConversationLink>
  );
}

function sayingOf({ saying_count: count }: ConversationHit): string | undefined {
  if (count === 0) return undefined;
  return t(count < SAYING_MAX ? 'search.saying' : 'search.sayingAtLeast', { count });
}

const STATUSES = {
  open: { label: 'conversations.statusOpen', tone: 'good' },
  resolved: { label: 'conversations.statusResolved', tone: 'plain' },
  pending: { label: 'conversations.statusPending', tone: 'warn' },
  snoozed: { label: 'conversations.statusSnoozed', tone: 'info' },
} as const;

function StatusBadge({ status }: { status: ConversationStatus }) {
  const { label, tone } = STATUSES[status];
  return <Badge tone={tone}>{t(label)}</Badge>;
}

/** A message among the results; it leads to its place in the conversation. */
export function MessageRow({ q, onOpen, hit }: RowProps & { hit: MessageHit }) {
  const { conversation_id, name, writer, content, created_at } = hit;
  const customer = name || t('conversations.nameless');
  return (
    <ConversationLink id={conversation_id} message_id={hit.id} onOpen={onOpen}>
      <MessageSquare
        size={18}
        strokeWidth={1.75}
        aria-hidden="true"
        className="mt-0.5 shrink-0 text-ink-soft"
      />
      <Lines>
        <MarkedText text={excerptAround(content, q)} q={q} className="line-clamp-2 wrap-anywhere" />
        <span className="flex min-w-0 gap-1.5 text-small text-ink-soft">
          {writer && writer !== customer && (
            <>
              <bdi className="max-w-1/2 shrink-0 truncate">{writer}</bdi>
              <span aria-hidden="true">·</span>
            </>
          )}
          <bdi className="truncate">{customer}</bdi>
          <span aria-hidden="true">·</span>
          <span className="shrink-0">#{conversation_id}</span>
          <span className="grow" />
          <time
            dateTime={new Date(created_at * 1000).toISOString()}
            title={formatMoment(created_at)}
            className="shrink-0"
          >
            {formatAgo(created_at)}
          </time>
        </span>
      </Lines>
    </ConversationLink>
  );
}

interface ConversationLinkProps {
  id: number;
  /** The message to show. */
  message_id?: number;
  onOpen(): void;
  children: ReactNode;
}

function ConversationLink({ id, message_id, onOpen, children }: ConversationLinkProps) {
  const { account_id } = useLive();
  return (
    <Link
      to="/accounts/$account_id/conversations/$conversation_id"
      params={{ account_id, conversation_id: id }}
      search={{ assignee_type: 'all', ...(message_id === undefined ? {} : { messageId: message_id }) }}
      preload={false}
      data-result=""
      onClick={onOpen}
      className={ROW}
    >
      {children}
    </Link>
  );
}

const Lines = ({ children }: { children: ReactNode }) => (
  <span className="grid min-w-0 grow gap-0.5">{children}</span>
);
