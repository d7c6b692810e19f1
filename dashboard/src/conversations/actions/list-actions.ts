import { ArrowDown, ArrowUp, CheckSquare, ListChecks, ListFilter, PanelRight, SquareX } from 'lucide-react';
import { type Action, defineAction } from '../../actions/action.ts';
import { type ConversationsSearch, statuses, tabs } from '../search.ts';
import { clearSelection } from '../store/selection.ts';
import { listScope } from './scopes.ts';

const next = defineAction({
  id: 'conversation.next',
  label: 'conversations.next',
  icon: ArrowDown,
  group: 'list',
  keys: ['j', 'Alt+j'],
  scope: listScope,
  run: (_actor, list) => list.openBy(1),
});

const previous = defineAction({
  id: 'conversation.previous',
  label: 'conversations.previous',
  icon: ArrowUp,
  group: 'list',
  keys: ['k', 'Alt+k'],
  scope: listScope,
  run: (_actor, list) => list.openBy(-1),
});

const nextTab = defineAction({
  id: 'conversations.nextTab',
  label: 'conversations.nextTab',
  group: 'list',
  keys: ['Alt+n'],
  scope: listScope,
  run: (_actor, list) => {
    const { assignee_type = 'me' } = list.search();
    list.show({ assignee_type: tabs[(tabs.indexOf(assignee_type) + 1) % tabs.length] ?? 'me' });
  },
});

const toggle = defineAction({
  id: 'conversations.select',
  label: 'conversations.select',
  icon: CheckSquare,
  group: 'list',
  keys: ['x'],
  scope: listScope,
  run: (_actor, list) => list.toggle(),
});

const selectDown = defineAction({
  id: 'conversations.selectDown',
  label: 'conversations.selectDown',
  group: 'list',
  keys: ['Shift+j'],
  scope: listScope,
  run: (_actor, list) => list.extendBy(1),
});

const selectUp = defineAction({
  id: 'conversations.selectUp',
  label: 'conversations.selectUp',
  group: 'list',
  keys: ['Shift+k'],
  scope: listScope,
  run: (_actor, list) => list.extendBy(-1),
});

export const selectEvery = defineAction({
  id: 'conversations.selectAll',
  label: 'conversations.selectAll',
  icon: ListChecks,
  group: 'list',
  keys: ['Shift+x'],
  scope: listScope,
  run: (_actor, list) => list.selectAll(),
});

export const selectNone = defineAction({
  id: 'conversations.selectNone',
  label: 'conversations.selectNone',
  icon: SquareX,
  group: 'list',
  keys: ['Escape'],
  scope: listScope,
  can: (_actor, list) => list.hasSelection(),
  run: clearSelection,
});

export const openFilter = defineAction({
  id: 'conversations.filter',
  label: 'conversations.filter',
  icon: ListFilter,
  group: 'list',
  keys: ['f'],
  scope: listScope,
  run: (_actor, list) => list.openFilter(),
});

export const togglePanel = defineAction({
  id: 'conversations.panel',
  label: 'conversations.togglePanel',
  icon: PanelRight,
  group: 'view',
  keys: [']'],
  scope: listScope,
  run: (_actor, list) => list.togglePanel(),
});

const show = (name: string, label: Action['label'], change: ConversationsSearch) =>
  defineAction({
    id: `conversations.show.${name}`,
    label,
    group: 'list',
    scope: listScope,
    run: (_actor, list) => list.show(change),
  });

const TAB_LABELS = {
  me: 'conversations.showMine',
  unassigned: 'conversations.showUnassigned',
  all: 'conversations.showAll',
} as const;

const STATUS_LABELS = {
  open: 'conversations.showOpen',
  resolved: 'conversations.showResolved',
  pending: 'conversations.showPending',
  snoozed: 'conversations.showSnoozed',
  all: 'conversations.showEvery',
} as const;

/** Commands on the list of conversations. */
export const listActions: readonly Action[] = [
  next,
  previous,
  nextTab,
  toggle,
  selectDown,
  selectUp,
  selectEvery,
  selectNone,
  openFilter,
  togglePanel,
  ...tabs.map((tab) => show(tab, TAB_LABELS[tab], { assignee_type: tab })),
  ...statuses.map((status) => show(`status.${status}`, STATUS_LABELS[status], { status })),
];
