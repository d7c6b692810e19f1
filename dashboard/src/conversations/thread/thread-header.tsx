import type { ConversationState } from '@porchlight/client/state/desk';
import { ArrowLeft } from 'lucide-react';
import type { Action } from '../../actions/action.ts';
import { useAction } from '../../actions/use-actions.ts';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { useInboxes } from '../../app/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ariaKeys, isMac } from '../../ui/keys.ts';
import { tip } from '../../ui/tip.ts';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { assignAgent, label, reopen, resolve, snooze } from '../actions/actions.ts';
import { togglePanel } from '../actions/list-actions.ts';
import { listScope } from '../actions/scopes.ts';
import { ActionMenu } from '../actions/toolbar.tsx';
import { useMedia } from '../use-media.ts';
import { Viewers } from '../viewing/viewers.tsx';

const TONES = { open: 'good', resolved: 'plain', pending: 'warn', snoozed: 'info' } as const;
const STATUSES = {
  open: 'thread.open',
  resolved: 'thread.resolved',
  pending: 'thread.pending',
  snoozed: 'thread.snoozed',
} as const;

/** Whose conversation it is, where it came from, how it stands, and what can be done with it. */
export function ThreadHeader({ conversation }: { conversation: ConversationState }) {
  const { id, contact_id, status } = conversation;
  const contact = useDesk((state) => state.contacts.get(contact_id));
  const isOnline = useDesk((state) => state.presence.contacts[contact_id] === 'online');
  const shown_max = useShownMax();
  const name = contact?.name || t('thread.contact');
  return (
    <header className="flex items-center gap-2 border-b border-line bg-surface px-3 py-2">
      <IconButton
        icon={ArrowLeft}
        label={t('thread.backToList')}
        className="min-[56.25rem]:hidden rtl:-scale-x-100"
        onClick={() => listScope.current()?.open(undefined)}
      />
      <Avatar name={name} picture={contact?.thumbnail} presence={isOnline ? 'online' : undefined} />
      <div className="min-w-0 grow">
        <h2 className="flex min-w-0 items-center gap-2 font-semibold">
          <bdi className="truncate">{name}</bdi>
          <Badge tone={TONES[status]}>{t(STATUSES[status])}</Badge>
        </h2>
        <Facts conversation={conversation} />
      </div>
      <Viewers conversation_id={id} size="small" shown_max={shown_max} />
      <span className="flex items-center gap-1">
        <span className="contents max-lg:hidden">
          <ActionIcon action={assignAgent} />
          <ActionIcon action={label} />
          <ActionIcon action={snooze} />
        </span>
        <StatusButton action={status === 'resolved' ? reopen : resolve} />
        <ActionIcon action={togglePanel} />
        <ActionMenu label={t('thread.moreActions', { id })} />
      </span>
    </header>
  );
}

/** How many colleagues leave room for the name of the contact. */
function useShownMax(): number {
  const hasRoom = useMedia('(min-width: 90rem)');
  const isNarrow = useMedia('(max-width: 39.99rem)');
  if (hasRoom) return 3;
  return isNarrow ? 1 : 2;
}

function Facts({ conversation }: { conversation: ConversationState }) {
  const { id, inbox_id, assignee, team, priority, status, snoozed_until } = conversation;
  const { account_id } = useLive();
  const inbox = useInboxes(account_id).find((each) => each.id === inbox_id);
  const until = status === 'snoozed' && snoozed_until ? Date.parse(snoozed_until) / 1000 : undefined;
  const facts = [
    `#${id}`,
    inbox?.name,
    assignee?.name ?? t('thread.nobody'),
    team?.name,
    priority && t(PRIORITIES[priority]),
    until !== undefined && t('thread.until', { moment: formatMoment(until) }),
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return (
    <p className="truncate text-small text-ink-soft">
      {facts.map((fact, index) => (
        <span key={fact || index}>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

const PRIORITIES = {
  low: 'thread.priorityLow',
  medium: 'thread.priorityMedium',
  high: 'thread.priorityHigh',
  urgent: 'thread.priorityUrgent',
} as const;

function ActionIcon({ action }: { action: Action }) {
  const { icon, label: name, keys, isReady, run } = useAction(action);
  if (!icon) return null;
  return <IconButton icon={icon} label={name} keys={keys} disabled={!isReady} onClick={run} />;
}

function StatusButton({ action }: { action: Action }) {
  const { icon: Icon, label: name, keys, isReady, run } = useAction(action);
  return (
    <Button
      size="small"
      disabled={!isReady}
      onClick={run}
      aria-keyshortcuts={ariaKeys(keys, isMac())}
      {...tip(name, keys[0])}
    >
      {Icon && <Icon size={14} aria-hidden="true" />}
      <span className="max-sm:unseen">{name}</span>
    </Button>
  );
}
