import { conversationStatuses, priorities } from '@porchlight/contract/conversation-values';
import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import type { WordKey } from '../../words/words.ts';

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

export interface Attribute {
  key: string;
  label: WordKey;
  kind: ValueKind;
  operators: readonly FilterOperator[];
}

const EQUALITY = ['equal_to', 'not_equal_to'] as const;
const PARTS = [...EQUALITY, 'contains', 'does_not_contain'] as const;
const PRESENCE = [...EQUALITY, 'is_present', 'is_not_present'] as const;
const TIMES = ['is_greater_than', 'is_less_than', 'days_before'] as const;

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

const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]));

/** A condition as it is being written. */
export interface Draft {
  /** Names the line while the window is open. */
  line: number;
  attribute: Attribute;
  operator: FilterOperator;
  values: readonly string[];
  /** How it is tied to the condition before it. */
  tie: 'and' | 'or';
}

/** A condition to begin with. */
export function newDraft(line: number, key = 'status'): Draft {
  const attribute = byKey.get(key) ?? STATUS;
  const [operator = 'equal_to'] = attribute.operators;
  return { line, attribute, operator, values: key === 'status' ? ['open'] : [], tie: 'and' };
}

const STATUS: Attribute = {
  key: 'status',
  label: 'conversations.status',
  kind: 'status',
  operators: EQUALITY,
};

/** The conditions of an address, to be changed; those that are not known here are left out. */
export function draftsOf(conditions: readonly FilterCondition[]): Draft[] {
  return conditions.flatMap((condition, line) => {
    const attribute = byKey.get(condition.attribute_key);
    const operator = attribute?.operators.find((each) => each === condition.filter_operator);
    if (!attribute || !operator) return [];
    const values = Array.isArray(condition.values) ? condition.values.map(String) : [];
    const tie = conditions[line - 1]?.query_operator === 'or' ? 'or' : 'and';
    return [{ line, attribute, operator, values, tie }];
  });
}

/** The conditions as the desk takes them: each says how the next one is tied to it. */
export const conditionsOf = (drafts: readonly Draft[]): FilterCondition[] =>
  drafts.map(({ attribute, operator, values }, index) => ({
    attribute_key: attribute.key,
    filter_operator: operator,
    values: needsValue(operator) ? [...values] : [],
    query_operator: drafts[index + 1]?.tie ?? null,
  }));

/** Whether an operator compares with something. */
export const needsValue = (operator: FilterOperator): boolean =>
  operator !== 'is_present' && operator !== 'is_not_present';

/** Whether nothing is left to fill in. */
export const isWhole = ({ operator, values }: Draft): boolean =>
  !needsValue(operator) || values.some((value) => value.trim() !== '');

/** Values that are chosen from a few that never change. */
export const fixedValues = { status: conversationStatuses, priority: priorities } as const;
