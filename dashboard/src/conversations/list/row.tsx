import type { ConversationState } from '@porchlight/client/state/desk';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { memo } from 'react';
import { useDesk } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatAgo, formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';
import { Viewers } from '../viewing/viewers.tsx';
import { useNow } from './now.ts';
import { RowFoot } from './row-foot.tsx';
import { RowPreview } from './row-preview.tsx';

export interface RowProps {
  id: number;
  account_id: number;
  /** What the list shows, which stays when the conversation is opened. */
  search: ConversationsSearch;
  isOpen: boolean;
  isSelected: boolean;
  /** Whether the Tab key comes here. */
  isInTurn: boolean;
  onToggle(id: number, isRange: boolean): void;
}

/** A conversation of the list: a link to it, and a box to select it. */
export const Row = memo(function Row(props: RowProps) {
  const { id, account_id, search, isOpen, isSelected, isInTurn } = props;
  const conversation = useDesk(({ conversations }) => conversations.get(id));
  if (!conversation) return null;
  return (
    <div
      data-row={id}
      className={classNames(
        'group relative h-21 border-b border-line',
        isSelected && 'bg-accent-ground',
        !isSelected && isOpen && 'bg-selected',
        !isSelected && !isOpen && 'hover:bg-hover',
      )}
    >
      <Link
        to="/accounts/$account_id/conversations/$conversation_id"
        params={{ account_id, conversation_id: id }}
        search={search}
        preload={false}
        tabIndex={isInTurn ? 0 : -1}
        aria-current={isOpen ? 'page' : undefined}
        className="flex h-full gap-2.5 py-2 ps-3 pe-3 -outline-offset-2!"
      >
        <RowContent conversation={conversation} isSelected={isSelected} />
      </Link>
      <RowBox {...props} contact_id={conversation.contact_id} />
      {isOpen && <span aria-hidden="true" className="absolute inset-y-0 start-0 w-0.75 bg-accent" />}
    </div>
  );
});

function RowContent({ conversation, isSelected }: { conversation: ConversationState; isSelected: boolean }) {
  const { contact_id, unread_count } = conversation;
  const contact = useDesk(({ contacts }) => contacts.get(contact_id));
  const isOnline = useDesk(({ presence }) => presence.contacts[contact_id] === 'online');
  const name = contact?.name || t('conversations.nameless');
  const isUnread = unread_count > 0;
  return (
    <>
      {isSelected && <span className="unseen">{t('conversations.isSelected')}</span>}
      <Avatar name={name} picture={contact?.thumbnail} presence={isOnline ? 'online' : undefined} />
      <span className="flex min-w-0 grow flex-col justify-between">
        <span className="flex items-baseline gap-2">
          <bdi className={classNames('min-w-0 grow truncate', isUnread ? 'font-semibold' : 'font-medium')}>
            {name}
          </bdi>
          <Viewers conversation_id={conversation.id} size="tiny" shown_max={3} />
          <RowTime at={conversation.last_activity_at} />
        </span>
        <span className="flex items-center gap-2">
          <RowPreview conversation={conversation} isUnread={isUnread} />
          {isUnread && <UnreadBadge count={unread_count} />}
        </span>
        <RowFoot conversation={conversation} />
      </span>
    </>
  );
}

function RowTime({ at }: { at: number }) {
  const now = useNow();
  return (
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={formatMoment(at)}
      className="shrink-0 text-tiny text-ink-soft"
    >
      {formatAgo(at, now)}
    </time>
  );
}

const SHOWN_MAX = 9;

function UnreadBadge({ count }: { count: number }) {
  return (
    <span className="flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-accent px-1 text-tiny font-semibold text-on-accent">
      <span aria-hidden="true">{count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}</span>
      <span className="unseen">{t('conversations.unreadCount', { count })}</span>
    </span>
  );
}

/** Lies over the picture, and shows when the row is pointed at or selected. */
function RowBox({ id, isSelected, contact_id, onToggle }: RowProps & { contact_id: number }) {
  const name = useDesk(({ contacts }) => contacts.get(contact_id)?.name) || t('conversations.nameless');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box that is drawn here, and told of the keys held with it.
    <button
      type="button"
      role="checkbox"
      aria-checked={isSelected}
      aria-label={t('conversations.selectOne', { name })}
      tabIndex={-1}
      onClick={(event) => onToggle(id, event.shiftKey)}
      className={classNames(
        'absolute start-3 top-2 flex size-8 items-center justify-center rounded-full bg-surface',
        !isSelected && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden',
      )}
    >
      <span
        className={classNames(
          'flex size-4.5 items-center justify-center rounded-small border',
          isSelected ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-surface',
        )}
      >
        {isSelected && <Check size={14} strokeWidth={3} aria-hidden="true" />}
      </span>
    </button>
  );
}
