import { conversationStatuses, priorities } from '@porchlight/contract/conversation-values';
import {
  type ConditionDraft,
  EQUALITY,
  type FilterAttribute,
  type FilterLine,
  PARTS,
  PRESENCE,
  TIMES,
} from '../../filters/drafts.ts';

/** How the value of a condition is given. */
export type ValueKind =
  | 'status'
  | 'priority'
  | 'agent'
  | 'inbox'
  | 'team'
  | 'label'
  | 'text'
  | 'number'
  | 'day';

type Attribute = FilterAttribute<ValueKind>;

/** A condition on conversations as it is being written. */
export type Draft = ConditionDraft<ValueKind>;

/** The same, or a condition that is not known here. */
export type Line = FilterLine<ValueKind>;

/** What conversations can be filtered by, as the desk takes it. */
export const attributes: readonly Attribute[] = [
  { key: 'status', label: 'conversations.status', kind: 'status', operators: EQUALITY },
  { key: 'priority', label: 'conversations.priority', kind: 'priority', operators: EQUALITY },
  { key: 'assignee_id', label: 'conversations.assignee', kind: 'agent', operators: PRESENCE },
  { key: 'inbox_id', label: 'conversations.inbox', kind: 'inbox', operators: PRESENCE },
  { key: 'team_id', label: 'conversations.team', kind: 'team', operators: PRESENCE },
  { key: 'labels', label: 'conversations.labelIs', kind: 'label', operators: PRESENCE },
  { key: 'display_id', label: 'conversations.number', kind: 'number', operators: PARTS },
  { key: 'mail_subject', label: 'conversations.mailSubject', kind: 'text', operators: PARTS },
  { key: 'referer', label: 'conversations.referer', kind: 'text', operators: PARTS },
  { key: 'browser_language', label: 'conversations.browserLanguage', kind: 'text', operators: EQUALITY },
  { key: 'conversation_language', label: 'conversations.language', kind: 'text', operators: EQUALITY },
  { key: 'created_at', label: 'conversations.createdAt', kind: 'day', operators: TIMES },
  { key: 'last_activity_at', label: 'conversations.lastActivityAt', kind: 'day', operators: TIMES },
];

/** A condition to begin with. */
export function newDraft(line: number, key = 'status'): Draft {
  const attribute = attributes.find((each) => each.key === key) ?? STATUS;
  const [operator = 'equal_to'] = attribute.operators;
  return { line, attribute, operator, values: key === 'status' ? ['open'] : [], tie: 'and' };
}

const STATUS: Attribute = {
  key: 'status',
  label: 'conversations.status',
  kind: 'status',
  operators: EQUALITY,
};

/** Values that are chosen from a few that never change. */
export const fixedValues = { status: conversationStatuses, priority: priorities } as const;
