import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import type { WordKey } from '../../words/words.ts';

/** How the value of a condition is given. */
export type ValueKind = 'text' | 'label' | 'yesno' | 'day';

export interface Attribute {
  key: string;
  label: WordKey;
  kind: ValueKind;
  operators: readonly FilterOperator[];
}

const EQUALITY = ['equal_to', 'not_equal_to'] as const;
const PARTS = [...EQUALITY, 'contains', 'does_not_contain'] as const;
const TIMES = ['is_greater_than', 'is_less_than', 'days_before'] as const;

const EMAIL: Attribute = {
  key: 'email',
  label: 'panel.email',
  kind: 'text',
  operators: ['contains', 'does_not_contain', ...EQUALITY],
};

/** What contacts can be filtered by, as the desk takes it. */
export const attributes: readonly Attribute[] = [
  { key: 'name', label: 'panel.name', kind: 'text', operators: PARTS },
  EMAIL,
  { key: 'phone_number', label: 'panel.phone', kind: 'text', operators: ['starts_with', ...PARTS] },
  { key: 'identifier', label: 'panel.identifier', kind: 'text', operators: EQUALITY },
  { key: 'company', label: 'panel.company', kind: 'text', operators: PARTS },
  { key: 'city', label: 'panel.city', kind: 'text', operators: PARTS },
  { key: 'country_code', label: 'contacts.countryCode', kind: 'text', operators: EQUALITY },
  {
    key: 'labels',
    label: 'conversations.labelIs',
    kind: 'label',
    operators: [...EQUALITY, 'is_present', 'is_not_present'],
  },
  { key: 'blocked', label: 'panel.blocked', kind: 'yesno', operators: EQUALITY },
  { key: 'created_at', label: 'conversations.createdAt', kind: 'day', operators: TIMES },
  { key: 'last_activity_at', label: 'conversations.lastActivityAt', kind: 'day', operators: TIMES },
];

/** What the comparisons are called. */
export const OPERATOR_LABELS = {
  equal_to: 'conversations.isEqual',
  not_equal_to: 'conversations.isNotEqual',
  contains: 'conversations.contains',
  does_not_contain: 'conversations.doesNotContain',
  starts_with: 'conversations.startsWith',
  is_present: 'conversations.isPresent',
  is_not_present: 'conversations.isNotPresent',
  is_greater_than: 'conversations.isAfter',
  is_less_than: 'conversations.isBefore',
  days_before: 'conversations.daysBefore',
} as const satisfies Record<FilterOperator, WordKey>;

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
export function newDraft(line: number, key = EMAIL.key): Draft {
  const attribute = attributes.find((each) => each.key === key) ?? EMAIL;
  const [operator = 'equal_to'] = attribute.operators;
  return { line, attribute, operator, values: attribute.kind === 'yesno' ? ['true'] : [], tie: 'and' };
}

/** Compared in another way: a number of days is no day. */
export function comparedBy(draft: Draft, operator: FilterOperator): Draft {
  const isOtherForm = (operator === 'days_before') !== (draft.operator === 'days_before');
  return { ...draft, operator, ...(isOtherForm ? { values: [] } : {}) };
}

/** The conditions of an address, to be changed; those that are not known here are left out. */
export function draftsOf(conditions: readonly FilterCondition[]): Draft[] {
  return conditions.flatMap((condition, line) => {
    const attribute = attributes.find(({ key }) => key === condition.attribute_key);
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
