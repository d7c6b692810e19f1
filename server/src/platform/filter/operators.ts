import type { FilterOperator } from '@porchlight/contract/filters';
import { type SQL, sql } from 'drizzle-orm';
import { containing } from '../database/like.ts';
import type { FilterAttribute } from './attributes.ts';

interface Operands {
  values: readonly string[];
  now: Date;
}

const WITHOUT_VALUES: readonly FilterOperator[] = ['is_present', 'is_not_present'];

export const needsValues = (operator: FilterOperator) => !WITHOUT_VALUES.includes(operator);

/** The comparison of an attribute; the values were read by its rules. */
export function compare(given: FilterAttribute, operator: FilterOperator, operands: Operands): SQL {
  const column = sql`(${given.column})`;
  const attribute = { ...given, column };
  const { values, now } = operands;
  switch (operator) {
    case 'equal_to':
    // The wire's `starts_with` finds the whole value only.
    case 'starts_with':
      return equals(attribute, values);
    case 'not_equal_to':
      return differs(attribute, equals(attribute, values));
    case 'contains':
      return contains(column, values);
    case 'does_not_contain':
      return differs(attribute, contains(column, values));
    case 'is_present':
      return isPresent(attribute);
    case 'is_not_present':
      return sql`not ${isPresent(attribute)}`;
    case 'is_greater_than':
      return sql`${column} >= ${startOf(values, 1)}`;
    case 'is_less_than':
      return sql`${column} < ${startOf(values, 0)}`;
    case 'days_before':
      return sql`${column} < ${startOf([now.toISOString().slice(0, 10)], -Number(values[0]))}`;
  }
}

function equals(attribute: FilterAttribute, values: readonly string[]): SQL {
  const { column, kind, every_choice } = attribute;
  if (every_choice !== undefined && values.includes(every_choice)) return sql`true`;
  switch (kind) {
    case 'text':
      return sql`lower(${column}) in (${list(values, (value) => sql`lower(${value}::text)`)})`;
    case 'exact':
      return sql`${column} in (${list(values, (value) => sql`${value}::text`)})`;
    case 'id':
      return sql`${column} in (${list(values, (value) => sql`${value}::bigint`)})`;
    case 'flag':
      return sql`${column} in (${list(values, (value) => sql`${value}::boolean`)})`;
    case 'list':
      return sql`${column} && array[${list(values, (value) => sql`${value}::text`)}]`;
    case 'moment':
      return sql`(${column} at time zone 'UTC')::date in (${list(values, (value) => sql`${value}::date`)})`;
  }
}

function list(values: readonly string[], item: (value: string) => SQL): SQL {
  return sql.join(values.map(item), sql`, `);
}

function differs({ column, is_absent_different }: FilterAttribute, same: SQL): SQL {
  return is_absent_different ? sql`(${column} is null or not (${same}))` : sql`not (${same})`;
}

function contains(column: SQL, values: readonly string[]): SQL {
  return sql`(${sql.join(
    values.map((value) => sql`${column}::text ilike ${containing(value)}`),
    sql` or `,
  )})`;
}

function isPresent({ column, kind }: FilterAttribute): SQL {
  if (kind === 'list') return sql`(cardinality(${column}) > 0)`;
  if (kind === 'text' || kind === 'exact') return sql`(coalesce(${column}, '') <> '')`;
  return sql`(${column} is not null)`;
}

/** Midnight at the beginning of the first value's day, or of a day some days later; days are those of UTC. */
function startOf([day]: readonly string[], days_later: number): SQL {
  return sql`((${day}::date + ${days_later}::int)::timestamp at time zone 'UTC')`;
}
