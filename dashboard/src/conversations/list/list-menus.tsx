import type { SortOrder } from '@porchlight/contract/conversation-values';
import { ArrowDownUp, ChevronDown, SlidersHorizontal } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useInboxes, useLabels, useTeams } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuChoices, SubMenu } from '../../ui/menu.tsx';
import { t, type WordKey } from '../../words/words.ts';
import { type ConversationsSearch, kinds, statuses } from '../search.ts';

export interface ListMenuProps {
  search: ConversationsSearch;
  show(change: ConversationsSearch): void;
  /** The address that shows it. */
  hrefOf(change: ConversationsSearch): string;
}

export const STATUS_LABELS = {
  open: 'conversations.statusOpen',
  resolved: 'conversations.statusResolved',
  pending: 'conversations.statusPending',
  snoozed: 'conversations.statusSnoozed',
  all: 'conversations.statusAll',
} as const;

/** Chooses the status of what is listed. */
export function StatusMenu({ search, ...rest }: ListMenuProps) {
  const { status = 'open' } = search;
  const name = t(STATUS_LABELS[status]);
  return (
    <Menu
      trigger={
        <Button look="quiet" size="small" aria-label={t('conversations.statusIs', { status: name })}>
          {name}
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      <Choices
        {...rest}
        label="conversations.status"
        value={status}
        options={statuses.map((each) => ({ value: each, label: t(STATUS_LABELS[each]) }))}
        changeOf={(value) => ({ status: statuses.find((each) => each === value) })}
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

const idOf = (value: string) => (value === ANY ? undefined : Number(value));

interface NarrowMenuProps extends ListMenuProps {
  /** More to narrow it by. */
  children: React.ReactNode;
}

/** Narrows the list by inbox, team, label, and by what the conversations have to do with me. */
export function NarrowMenu({ search, children, ...rest }: NarrowMenuProps) {
  const { account_id } = useLive();
  const inboxes = useInboxes(account_id).map(({ id, name }) => ({ value: String(id), label: name }));
  const teams = useTeams(account_id).map(({ id, name }) => ({ value: String(id), label: name }));
  const labels = useLabels(account_id).map(({ title }) => ({ value: title, label: title }));
  return (
    <Menu align="end" trigger={<IconButton icon={SlidersHorizontal} label={t('conversations.narrow')} />}>
      <NarrowChoices
        {...rest}
        label="conversations.kind"
        value={search.conversation_type}
        options={kinds.map((kind) => ({ value: kind, label: t(KIND_LABELS[kind]) }))}
        changeOf={(value) => ({ conversation_type: kinds.find((kind) => kind === value) })}
      />
      <NarrowChoices
        {...rest}
        label="conversations.inbox"
        value={search.inbox_id}
        options={inboxes}
        changeOf={(value) => ({ inbox_id: idOf(value) })}
      />
      <NarrowChoices
        {...rest}
        label="conversations.team"
        value={search.team_id}
        options={teams}
        changeOf={(value) => ({ team_id: idOf(value) })}
      />
      <NarrowChoices
        {...rest}
        label="conversations.labelIs"
        value={search.label}
        options={labels}
        changeOf={(value) => ({ label: value === ANY ? undefined : value })}
      />
      {children}
    </Menu>
  );
}

interface ChoicesProps extends Omit<ListMenuProps, 'search'> {
  label: WordKey;
  value: string | number | undefined;
  options: readonly { value: string; label: React.ReactNode }[];
  /** What a choice changes of what is listed; nothing takes it out of the address. */
  changeOf(value: string): { [Name in keyof ConversationsSearch]: ConversationsSearch[Name] | undefined };
}

function NarrowChoices(props: ChoicesProps) {
  return (
    <SubMenu label={t(props.label)}>
      <Choices {...props} options={[{ value: ANY, label: t('conversations.any') }, ...props.options]} />
    </SubMenu>
  );
}

/** Choices that stand in the address, and are links to it. */
function Choices({ label, value, options, changeOf, show, hrefOf }: ChoicesProps) {
  const change = (chosen: string) => changeOf(chosen) as ConversationsSearch;
  return (
    <MenuChoices
      label={t(label)}
      value={value === undefined ? ANY : String(value)}
      options={options.map((each) => ({ ...each, href: () => hrefOf(change(each.value)) }))}
      onChange={(chosen) => show(change(chosen))}
    />
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
export function SortMenu({ search, ...rest }: ListMenuProps) {
  return (
    <Menu align="end" trigger={<IconButton icon={ArrowDownUp} label={t('conversations.sort')} />}>
      <Choices
        {...rest}
        label="conversations.sort"
        value={search.sort_by ?? 'last_activity_at_desc'}
        options={ORDERS.map(({ order, label }) => ({ value: order, label: t(label) }))}
        changeOf={(value) => ({ sort_by: ORDERS.find(({ order }) => order === value)?.order })}
      />
    </Menu>
  );
}
