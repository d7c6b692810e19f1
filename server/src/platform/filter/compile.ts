import { type FilterCondition, filterOperators } from '@porchlight/contract/filters';
import { type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../refusal.ts';
import type { FilterAttribute, FilterAttributes } from './attributes.ts';
import { compare, needsValues } from './operators.ts';
import { quote, readValues } from './values.ts';

/**
 * The condition that a filter amounts to, in parentheses of its own, so that it may stand beside other conditions.
 * Every value is bound as a parameter: nothing that a caller sends becomes SQL.
 */
export function compileFilter(
  conditions: readonly FilterCondition[],
  attributes: FilterAttributes,
  now: Date,
): SQL {
  if (conditions.length === 0) throw new Refusal('unprocessable', 'Payload must have at least one condition');
  const parts = conditions.map((condition, index) => {
    const part = compileCondition(condition, attributes, now);
    const connective = readConnective(condition, index === conditions.length - 1);
    return connective ? sql`(${part}) ${connective} ` : sql`(${part})`;
  });
  return sql`(${sql.join(parts)})`;
}

function compileCondition(condition: FilterCondition, attributes: FilterAttributes, now: Date): SQL {
  const { attribute_key } = condition;
  const attribute = Object.hasOwn(attributes, attribute_key) ? attributes[attribute_key] : undefined;
  if (!attribute) {
    const known = Object.keys(attributes).join(', ');
    throw new Refusal('unprocessable', `Attribute ${quote(attribute_key)} is unknown here; use ${known}`);
  }
  const operator = readOperator(condition, attribute);
  const values = needsValues(operator) ? readValues(condition, attribute, operator) : [];
  return compare(attribute, operator, { values, now });
}

function readOperator({ attribute_key, filter_operator }: FilterCondition, attribute: FilterAttribute) {
  const operator = filterOperators.find((name) => name === filter_operator);
  if (operator && attribute.operators.includes(operator)) return operator;
  const allowed = attribute.operators.join(', ');
  throw new Refusal(
    'unprocessable',
    `Operator ${quote(filter_operator)} does not go with ${attribute_key}; use ${allowed}`,
  );
}

const CONNECTIVES: Readonly<Record<string, SQL>> = { and: sql.raw('and'), or: sql.raw('or') };

/** What ties the condition to the next one. After the last there is none, whatever is said there. */
function readConnective(
  { attribute_key, query_operator }: FilterCondition,
  isLast: boolean,
): SQL | undefined {
  const given = query_operator ?? '';
  if (isLast && given === '') return undefined;
  const name = given.toLowerCase();
  const connective = Object.hasOwn(CONNECTIVES, name) ? CONNECTIVES[name] : undefined;
  if (!connective) {
    const place = `Query operator after ${attribute_key}`;
    throw new Refusal('unprocessable', `${place} must be AND or OR, not ${quote(given)}`);
  }
  return isLast ? undefined : connective;
}
