import * as z from 'zod';
import { text } from './fields.ts';

/** What a condition may ask; which of these go with an attribute is the list's matter. */
export const filterOperators = [
  'equal_to',
  'not_equal_to',
  'contains',
  'does_not_contain',
  'starts_with',
  'is_present',
  'is_not_present',
  'is_greater_than',
  'is_less_than',
  'days_before',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** One condition of a filter. `query_operator` ties it to the next one. */
export const filterCondition = z.object({
  attribute_key: text(255),
  filter_operator: text(255),
  values: z.unknown().optional(),
  query_operator: text(255).nullable().optional(),
});
export type FilterCondition = z.output<typeof filterCondition>;

const CONDITIONS_MAX = 100;

/** A filter: conditions that are read from left to right, `and` before `or` as in SQL. */
export const filterConditions = z
  .array(filterCondition, 'must be a list of conditions')
  .min(1, 'must have at least one condition')
  .max(CONDITIONS_MAX, `must have at most ${CONDITIONS_MAX} conditions`);
