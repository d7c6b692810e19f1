import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import type { WordKey } from '../words/words.ts';
import { valuesOf } from './values.ts';

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
  /** What it was: other dashboards note more of a condition than is shown here. */
  origin?: FilterCondition;
}

/** A condition that is not known here: it stays as it is, or goes. */
export interface KeptCondition {
  line: number;
  kept: FilterCondition;
  tie: 'and' | 'or';
}

/** A line of the window in which conditions are written. */
export type FilterLine<Kind extends string> = ConditionDraft<Kind> | KeptCondition;

export const isKept = <Kind extends string>(line: FilterLine<Kind>): line is KeptCondition => 'kept' in line;

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

/** The conditions of an address, to be changed. */
export function draftsOf<Kind extends string>(
  attributes: readonly FilterAttribute<Kind>[],
  conditions: readonly FilterCondition[],
): FilterLine<Kind>[] {
  return conditions.map((condition, line) => {
    const attribute = attributes.find(({ key }) => key === condition.attribute_key);
    const operator = attribute?.operators.find((each) => each === condition.filter_operator);
    const tie = tieAfter(conditions[line - 1]);
    if (!attribute || !operator) return { line, kept: condition, tie };
    const values = valuesOf(condition).map(String);
    return { line, attribute, operator, values, tie, origin: condition };
  });
}

/** How a condition ties the next one to it. */
export const tieAfter = (condition: FilterCondition | undefined) =>
  condition?.query_operator?.toLowerCase() === 'or' ? 'or' : 'and';

/** The conditions as the desk takes them: each says how the next one is tied to it. */
export const conditionsOf = <Kind extends string>(lines: readonly FilterLine<Kind>[]): FilterCondition[] =>
  lines.map((line, index) => ({
    ...(isKept(line) ? line.kept : conditionOf(line)),
    query_operator: lines[index + 1]?.tie ?? null,
  }));

const conditionOf = ({ origin, attribute, operator, values }: ConditionDraft<string>): FilterCondition => ({
  ...origin,
  attribute_key: attribute.key,
  filter_operator: operator,
  values: needsValue(operator) ? [...values] : [],
});

/** Whether an operator compares with something. */
export const needsValue = (operator: FilterOperator): boolean =>
  operator !== 'is_present' && operator !== 'is_not_present';

/** Whether nothing is left to fill in. */
export const isWhole = (line: FilterLine<string>): boolean =>
  isKept(line) || !needsValue(line.operator) || line.values.some((value) => value.trim() !== '');
