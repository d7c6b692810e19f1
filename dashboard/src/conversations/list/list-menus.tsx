import type { SortOrder } from '@porchlight/contract/conversation-values';
import { ArrowDownUp, ChevronDown, SlidersHorizontal } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useInboxes, useLabels, useTeams } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuChoices, SubMenu } from '../../ui/menu.tsx';
import { t, type WordKey } from '../../words/words.ts';
import { type ConversationsSearch, kinds, statuses } from '../search.ts';

interface ListMenuProps {
  search: ConversationsSearch;
  show(change: ConversationsSearch): void;
}

export const STATUS_LABELS = {
  open: 'conversations.statusOpen',
  resolved: 'conversations.statusResolved',
  pending: 'conversations.statusPending',
  snoozed: 'conversations.statusSnoozed',
  all: 'conversations.statusAll',
} as const;

/** Chooses the status of what is listed. */
export function StatusMenu({ search, show }: ListMenuProps) {
  const { status = 'open' } = search;
  const name = t(STATUS_LABELS[status]);
  const choose = (value: string) => {
    const chosen = statuses.find((each) => each === value);
    if (chosen) show({ status: chosen });
  };
  return (
    <Menu
      trigger={
        <Button look="quiet" size="small" aria-label={t('conversations.statusIs', { status: name })}>
          {name}
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoices
        label={t('conversations.status')}
        value={status}
        options={statuses.map((each) => ({ value: each, label: t(STATUS_LABELS[each]) }))}
        onChange={choose}
      />
    </Menu>
  );
}

export const KIND_LABELS = {
  mention: 'conversations.kindMention',
  participating: 'conversations.kindParticipating',
  unattended: 'conversations.kindUnattended',
} as const;

const ANY = '';

interface NarrowMenuProps extends ListMenuProps {
  /** More to narrow it by. */
  children: React.ReactNode;
}

/** Narrows the list by inbox, team, label, and by what the conversations have to do with me. */
export function NarrowMenu({ search, show, children }: NarrowMenuProps) {
  const { account_id } = useLive();
  const inboxes = useInboxes(account_id).map(({ id, name }) => ({
    value: String(id),
    label: <bdi>{name}</bdi>,
  }));
  const teams = useTeams(account_id).map(({ id, name }) => ({ value: String(id), label: <bdi>{name}</bdi> }));
  const labels = useLabels(account_id).map(({ title }) => ({ value: title, label: <bdi>{title}</bdi> }));
  const idOf = (value: string) => (value === ANY ? undefined : Number(value));
  const set = (change: { [Name in keyof ConversationsSearch]: ConversationsSearch[Name] | undefined }) =>
    show(change as ConversationsSearch);
  const options = kinds.map((kind) => ({ value: kind, label: t(KIND_LABELS[kind]) }));
  return (
    <Menu align="end" trigger={<IconButton icon={SlidersHorizontal} label={t('conversations.narrow')} />}>
      <Choices
        label="conversations.kind"
        value={search.conversation_type}
        options={options}
        onChange={(value) => set({ conversation_type: kinds.find((kind) => kind === value) })}
      />
      <Choices
        label="conversations.inbox"
        value={search.inbox_id}
        options={inboxes}
        onChange={(value) => set({ inbox_id: idOf(value) })}
      />
      <Choices
        label="conversations.team"
        value={search.team_id}
        options={teams}
        onChange={(value) => set({ team_id: idOf(value) })}
      />
      <Choices
        label="conversations.labelIs"
        value={search.label}
        options={labels}
        onChange={(value) => set({ label: value === ANY ? undefined : value })}
      />
      {children}
    </Menu>
  );
}

interface ChoicesProps {
  label: WordKey;
  value: string | number | undefined;
  options: readonly { value: string; label: React.ReactNode }[];
  onChange(value: string): void;
}

function Choices({ label, value, options, onChange }: ChoicesProps) {
  return (
    <SubMenu label={t(label)}>
      <MenuChoices
        label={t(label)}
        value={value === undefined ? ANY : String(value)}
        options={[{ value: ANY, label: t('conversations.any') }, ...options]}
        onChange={onChange}
      />
    </SubMenu>
  );
}

const ORDERS: readonly { order: SortOrder; label: WordKey }[] = [
  { order: 'last_activity_at_desc', label: 'conversations.sortNewestActivity' },
  { order: 'last_activity_at_asc', label: 'conversations.sortOldestActivity' },
  { order: 'created_at_desc', label: 'conversations.sortNewest' },
  { order: 'created_at_asc', label: 'conversations.sortOldest' },
  { order: 'priority_desc', label: 'conversations.sortMostUrgent' },
  { order: 'priority_asc', label: 'conversations.sortLeastUrgent' },
  { order: 'waiting_since_asc', label: 'conversations.sortLongestWait' },
  { order: 'waiting_since_desc', label: 'conversations.sortShortestWait' },
];

/** Chooses the order of the list. */
export function SortMenu({ search, show }: ListMenuProps) {
  const choose = (value: string) => {
    const chosen = ORDERS.find(({ order }) => order === value);
    if (chosen) show({ sort_by: chosen.order });
  };
  return (
    <Menu align="end" trigger={<IconButton icon={ArrowDownUp} label={t('conversations.sort')} />}>
      <MenuChoices
        label={t('conversations.sort')}
        value={search.sort_by ?? 'last_activity_at_desc'}
        options={ORDERS.map(({ order, label }) => ({ value: order, label: t(label) }))}
        onChange={choose}
      />
    </Menu>
  );
}
