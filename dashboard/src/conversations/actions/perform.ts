import type { Assignee, ConversationState } from '@porchlight/client/state/desk';
import type { ConversationStatus, Priority } from '@porchlight/contract/conversation-values';
import { copyText } from '../../ui/clipboard.ts';
import { toast } from '../../ui/toast.tsx';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { change, type Part } from './change.ts';
import { leaveSelection, type Target } from './scopes.ts';

const STATUS: Part = {
  names: ['status', 'snoozed_until'],
  put: (desk, account_id, { id, status, snoozed_until }) =>
    desk.conversations.toggleStatus({
      account_id,
      id,
      status,
      ...(snoozed_until === null ? {} : { snoozed_until: Math.floor(Date.parse(snoozed_until) / 1000) }),
    }),
};

const ASSIGNEE: Part = {
  names: ['assignee'],
  put: (desk, account_id, { id, assignee }) =>
    desk.conversations.assign({
      account_id,
      conversation_id: id,
      assignee_id: assignee?.id ?? null,
      ...(assignee?.type === 'AgentBot' ? { assignee_type: 'AgentBot' } : {}),
    }),
};

const TEAM: Part = {
  names: ['team'],
  put: (desk, account_id, { id, team }) =>
    desk.conversations.assign({ account_id, conversation_id: id, team_id: team?.id ?? null }),
};

const PRIORITY: Part = {
  names: ['priority'],
  put: (desk, account_id, { id, priority }) => desk.conversations.update({ account_id, id, priority }),
};

const LABELS: Part = {
  names: ['labels'],
  put: (desk, account_id, { id, labels }) =>
    desk.conversationLabels.replace({ account_id, conversation_id: id, labels: [...labels] }),
};

const UNREAD: Part = {
  names: ['unread_count'],
  put: (desk, account_id, { id, unread_count }) =>
    unread_count > 0
      ? desk.conversations.unread({ account_id, id })
      : desk.conversations.updateLastSeen({ account_id, id }),
};

interface Doing {
  part: Part;
  isNeeded(conversation: ConversationState): boolean;
  patch: Partial<ConversationState>;
  said(count: number): string;
}

function perform(target: Target, { part, isNeeded, patch, said }: Doing) {
  const before = target.conversations.filter(isNeeded);
  leaveSelection(target);
  change({ live: target.live, part, before, patchOf: () => patch, said });
}

const STATUS_SAID = {
  open: 'conversations.reopened',
  resolved: 'conversations.resolved',
  pending: 'conversations.markedPending',
} as const;

export const setStatus = (target: Target, status: Exclude<ConversationStatus, 'snoozed'>) =>
  perform(target, {
    part: STATUS,
    isNeeded: (each) => each.status !== status,
    patch: { status, snoozed_until: null },
    said: (count) => t(STATUS_SAID[status], { count }),
  });

/** Puts them aside until that moment, or until the customer writes. */
export const snoozeUntil = (target: Target, until: Date | undefined) =>
  perform(target, {
    part: STATUS,
    isNeeded: () => true,
    patch: { status: 'snoozed', snoozed_until: until?.toISOString() ?? null },
    said: (count) =>
      until
        ? t('conversations.snoozedUntil', { count, time: formatMoment(until.getTime() / 1000) })
        : t('conversations.snoozedUntilReply', { count }),
  });

/** Assigns them to an agent, or to nobody. */
export const setAssignee = (target: Target, agent: Omit<Assignee, 'type'> | null) =>
  perform(target, {
    part: ASSIGNEE,
    isNeeded: ({ assignee }) => (agent ? assignee?.id !== agent.id || assignee.type !== 'User' : !!assignee),
    patch: { assignee: agent && { type: 'User', ...agent } },
    said: (count) =>
      agent
        ? t('conversations.assigned', { count, name: agent.name })
        : t('conversations.unassigned', { count }),
  });

export const setTeam = (target: Target, team: ConversationState['team']) =>
  perform(target, {
    part: TEAM,
    isNeeded: (each) => each.team?.id !== team?.id,
    patch: { team },
    said: (count) =>
      team ? t('conversations.teamSet', { count, name: team.name }) : t('conversations.teamTaken', { count }),
  });

export const setPriority = (target: Target, priority: Priority | null) =>
  perform(target, {
    part: PRIORITY,
    isNeeded: (each) => each.priority !== priority,
    patch: { priority },
    said: (count) =>
      t('conversations.prioritySet', { count, priority: t(`conversations.${priority ?? 'none'}`) }),
  });

export const markUnread = (target: Target) =>
  perform(target, {
    part: UNREAD,
    isNeeded: ({ unread_count }) => unread_count === 0,
    patch: { unread_count: 1 },
    said: (count) => t('conversations.markedUnread', { count }),
  });

/** Gives the label to those that have it not. */
export const label = ({ live, conversations }: Target, title: string) =>
  change({
    live,
    part: LABELS,
    before: conversations.filter(({ labels }) => !labels.includes(title)),
    patchOf: ({ labels }) => ({ labels: [...labels, title] }),
    said: (count) => t('conversations.labelled', { count, title }),
  });

/** Takes the label from those that have it. */
export const unlabel = ({ live, conversations }: Target, title: string) =>
  change({
    live,
    part: LABELS,
    before: conversations.filter(({ labels }) => labels.includes(title)),
    patchOf: ({ labels }) => ({ labels: labels.filter((each) => each !== title) }),
    said: (count) => t('conversations.unlabelled', { count, title }),
  });

export async function copyLink({ live, conversations }: Target) {
  const [conversation] = conversations;
  if (!conversation) return;
  const isCopied = await copyText(
    `${location.origin}/app/accounts/${live.account_id}/conversations/${conversation.id}`,
  );
  toast(t(isCopied ? 'conversations.linkCopied' : 'ui.copyFailed'), isCopied ? {} : { tone: 'bad' });
}
