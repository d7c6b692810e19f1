import {
  AlarmClock,
  Bell,
  BellOff,
  Check,
  CheckCheck,
  CircleDashed,
  Flag,
  Link2,
  Mail,
  MailOpen,
  Merge,
  RotateCcw,
  Tag,
  Trash2,
  UserCheck,
  UserPlus,
  Users,
} from 'lucide-react';
import { type Action, type ActionOf, defineAction } from '../../actions/action.ts';
import { listActions } from './list-actions.ts';
import { type PickerKind, pick } from './pickers.ts';
import { conversationScope, listScope, type Target } from './scopes.ts';

const some = ({ conversations }: Target, holds: (each: Target['conversations'][number]) => boolean) =>
  conversations.some(holds);

const define = (action: Omit<ActionOf<Target>, 'group' | 'scope'>) =>
  defineAction({ group: 'conversation', scope: conversationScope, ...action });

const doing = () => import('./perform.ts');

export const resolve = define({
  id: 'conversation.resolve',
  label: 'conversations.resolve',
  icon: Check,
  keys: ['e', 'Alt+e'],
  aliases: 'close done finish',
  can: (_actor, target) => some(target, ({ status }) => status !== 'resolved'),
  run: async (_actor, target) => (await doing()).setStatus(target, 'resolved'),
});

const resolveAndNext = define({
  id: 'conversation.resolveAndNext',
  label: 'conversations.resolveAndNext',
  icon: CheckCheck,
  keys: ['$mod+Alt+e'],
  can: (_actor, target) => some(target, ({ status }) => status !== 'resolved'),
  run: async (_actor, target) => {
    const list = listScope.current();
    const [first] = target.conversations;
    const next = first && list?.nextOf(first.id);
    if (list && !target.isSelection) list.open(next === first?.id ? undefined : next);
    (await doing()).setStatus(target, 'resolved');
  },
});

export const reopen = define({
  id: 'conversation.reopen',
  label: 'conversations.reopen',
  icon: RotateCcw,
  keys: ['Shift+e'],
  aliases: 'open again',
  can: (_actor, target) => some(target, ({ status }) => status !== 'open'),
  run: async (_actor, target) => (await doing()).setStatus(target, 'open'),
});

const pending = define({
  id: 'conversation.pending',
  label: 'conversations.markPending',
  icon: CircleDashed,
  can: (_actor, target) => some(target, ({ status }) => status !== 'pending'),
  run: async (_actor, target) => (await doing()).setStatus(target, 'pending'),
});

const asking = (kind: PickerKind, action: Omit<ActionOf<Target>, 'group' | 'scope' | 'run'>) =>
  define({ takesText: true, ...action, run: (_actor, target) => pick(kind, target) });

export const snooze = asking('snooze', {
  id: 'conversation.snooze',
  label: 'conversations.snooze',
  icon: AlarmClock,
  keys: ['s', 'Alt+m'],
  aliases: 'later remind',
});

export const assignToMe = define({
  id: 'conversation.assignToMe',
  label: 'conversations.assignToMe',
  icon: UserCheck,
  keys: ['Shift+a'],
  aliases: 'take mine',
  can: ({ user }, target) =>
    some(target, ({ assignee }) => assignee?.type !== 'User' || assignee.id !== user.id),
  run: async ({ user }, target) =>
    (await doing()).setAssignee(target, { id: user.id, name: user.name, thumbnail: user.avatar_url }),
});

export const assignAgent = asking('agent', {
  id: 'conversation.assignAgent',
  label: 'conversations.assignAgent',
  icon: UserPlus,
  keys: ['a'],
  aliases: 'unassign owner',
});

const assignTeam = asking('team', {
  id: 'conversation.assignTeam',
  label: 'conversations.assignTeam',
  icon: Users,
  keys: ['t'],
});

const setPriority = asking('priority', {
  id: 'conversation.priority',
  label: 'conversations.setPriority',
  icon: Flag,
  keys: ['p'],
  aliases: 'urgent high medium low',
});

export const label = asking('label', {
  id: 'conversation.label',
  label: 'conversations.setLabels',
  icon: Tag,
  keys: ['l'],
  aliases: 'tag',
});

const mute = define({
  id: 'conversation.mute',
  label: 'conversations.mute',
  icon: BellOff,
  aliases: 'block',
  can: (_actor, target) => some(target, (each) => !isBlocked(target, each.contact_id)),
  run: async (_actor, target) => (await import('./muting.ts')).mute(target),
});

const unmute = define({
  id: 'conversation.unmute',
  label: 'conversations.unmute',
  icon: Bell,
  aliases: 'unblock',
  can: (_actor, target) => some(target, (each) => isBlocked(target, each.contact_id)),
  run: async (_actor, target) => (await import('./muting.ts')).unmute(target),
});

const isBlocked = ({ live }: Target, contact_id: number) =>
  live.store.get().contacts.get(contact_id)?.blocked ?? false;

const markUnread = define({
  id: 'conversation.unread',
  label: 'conversations.markUnread',
  icon: MailOpen,
  keys: ['u'],
  can: (_actor, target) => some(target, ({ unread_count }) => unread_count === 0),
  run: async (_actor, target) => {
    // Whoever reads it on has read it.
    if (!target.isSelection) listScope.current()?.open(undefined);
    (await doing()).markUnread(target);
  },
});

const copyLink = define({
  id: 'conversation.copyLink',
  label: 'conversations.copyLink',
  icon: Link2,
  keys: ['Shift+l'],
  can: (_actor, { conversations }) => conversations.length === 1,
  run: async (_actor, target) => (await doing()).copyLink(target),
});

const mergeContact = asking('merge', {
  id: 'conversation.mergeContact',
  label: 'conversations.mergeContact',
  icon: Merge,
  aliases: 'duplicate join same person',
  can: (_actor, { conversations }) => conversations.length === 1,
});

const sendTranscript = asking('transcript', {
  takesText: false,
  id: 'conversation.transcript',
  label: 'conversations.sendTranscript',
  icon: Mail,
  aliases: 'copy e-mail',
  can: (_actor, { conversations }) => conversations.length === 1,
});

const remove = asking('delete', {
  takesText: false,
  id: 'conversation.delete',
  label: 'conversations.delete',
  icon: Trash2,
  can: ({ can }) => can('administrator'),
});

/** What the menu of a conversation shows besides the buttons beside it. */
export const menuActions: readonly Action[] = [
  resolveAndNext,
  reopen,
  pending,
  snooze,
  assignToMe,
  assignAgent,
  assignTeam,
  setPriority,
  label,
  markUnread,
  mute,
  unmute,
  copyLink,
  mergeContact,
  sendTranscript,
  remove,
];

/** Commands on conversations, and on their list. */
export const conversationActions: readonly Action[] = [resolve, ...menuActions, ...listActions];
