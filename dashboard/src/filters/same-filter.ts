import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import { needsValue, tieAfter } from './drafts.ts';
import { valuesOf } from './values.ts';

/** Whether two filters ask the same, however they are written down. */
export const isSameFilter = (one: readonly FilterCondition[], other: readonly FilterCondition[]): boolean =>
  asked(one) === asked(other);

const asked = (conditions: readonly FilterCondition[]): string =>
  JSON.stringify(
    conditions.map((condition, index) => [
      condition.attribute_key,
      condition.filter_operator,
      needsValue(condition.filter_operator as FilterOperator) ? valuesOf(condition).map(String) : [],
      // After the last condition there is nothing to be tied.
      index === conditions.length - 1 ? '' : tieAfter(condition),
    ]),
  );
