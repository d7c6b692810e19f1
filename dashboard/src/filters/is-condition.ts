import type { FilterCondition } from '@porchlight/contract/filters';

/** Whether this can be a condition; whether the desk knows it is another matter. */
export const isCondition = (value: unknown): value is FilterCondition =>
  typeof value === 'object' &&
  value !== null &&
  'attribute_key' in value &&
  typeof value.attribute_key === 'string' &&
  'filter_operator' in value &&
  typeof value.filter_operator === 'string';
