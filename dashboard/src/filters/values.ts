import type { FilterCondition } from '@porchlight/contract/filters';

/** What a condition compares with, in plain values: other dashboards write a choice down with its name. */
export const valuesOf = ({ values }: FilterCondition): (string | number | boolean)[] =>
  [values]
    .flat()
    .map(plain)
    .filter((value) => value !== undefined);

function plain(value: unknown) {
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
  return typeof id === 'string' || typeof id === 'number' || typeof id === 'boolean' ? id : undefined;
}

/** Conditions as the desk takes them in a question. */
export const askable = (conditions: readonly FilterCondition[]): FilterCondition[] =>
  conditions.map((condition) => ({ ...condition, values: valuesOf(condition) }));
