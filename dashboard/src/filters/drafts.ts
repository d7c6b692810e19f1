import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import type { WordKey } from '../words/words.ts';

/** Something that is filtered by; its kind says how the value is given. */
export interface FilterAttribute<Kind extends string> {
  key: string;
  label: WordKey;
  kind: Kind;
  operators: readonly FilterOperator[];
}

/** A condition as it is being written. */
export interface ConditionDraft<Kind extends string> {
  /** Names the line while the window is open. */
  line: number;
  attribute: FilterAttribute<Kind>;
  operator: FilterOperator;
  values: readonly string[];
  /** How it is tied to the condition before it. */
  tie: 'and' | 'or';
}

export const EQUALITY = ['equal_to', 'not_equal_to'] as const;
export const PARTS = [...EQUALITY, 'contains', 'does_not_contain'] as const;
export const PRESENCE = [...EQUALITY, 'is_present', 'is_not_present'] as const;
export const TIMES = ['is_greater_than', 'is_less_than', 'days_before'] as const;

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

/** Compared in another way: a number of days is no day. */
export function comparedBy<Kind extends string>(
  draft: ConditionDraft<Kind>,
  operator: FilterOperator,
): ConditionDraft<Kind> {
  const isOtherForm = (operator === 'days_before') !== (draft.operator === 'days_before');
  return { ...draft, operator, ...(isOtherForm ? { values: [] } : {}) };
}

/** The conditions of an address, to be changed; those that are not known here are left out. */
export function draftsOf<Kind extends string>(
  attributes: readonly FilterAttribute<Kind>[],
  conditions: readonly FilterCondition[],
): ConditionDraft<Kind>[] {
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
export const conditionsOf = <Kind extends string>(
  drafts: readonly ConditionDraft<Kind>[],
): FilterCondition[] =>
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
export const isWhole = ({ operator, values }: ConditionDraft<string>): boolean =>
  !needsValue(operator) || values.some((value) => value.trim() !== '');
