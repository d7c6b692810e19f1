import type { FilterCondition, FilterOperator } from '@porchlight/contract/filters';
import { Refusal } from '../refusal.ts';
import type { FilterAttribute } from './attributes.ts';

const VALUES_MAX = 1000;
const TEXT_MAX = 1000;
const QUOTE_MAX = 100;

/** The text as a sentence shows it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `"${text.length > QUOTE_MAX ? `${text.slice(0, QUOTE_MAX)}…` : text}"`;
}

/** The values of a condition that count, each fit for the attribute and the operator. */
export function readValues(
  condition: FilterCondition,
  attribute: FilterAttribute,
  operator: FilterOperator,
): string[] {
  const { attribute_key, values = [] } = condition;
  const given = (Array.isArray(values) ? values : [values]).filter((value) => value !== null && value !== '');
  if (given.length === 0) throw refuse(attribute_key, 'must not be blank');
  if (given.length > VALUES_MAX) throw refuse(attribute_key, `must be at most ${VALUES_MAX}`);
  const counting = attribute.values_read === 'first' ? given.slice(0, 1) : given;
  const rule = ruleOf(attribute, operator);
  return counting.map((value) => {
    const text = readText(value);
    if (text === undefined || !rule.fits(text))
      throw refuse(attribute_key, `${rule.says}, not ${quote(value)}`);
    return isPart(operator) ? text : (attribute.normalise?.(text) ?? text);
  });
}

function refuse(attribute_key: string, rest: string): Refusal {
  return new Refusal('unprocessable', `Values of ${attribute_key} ${rest}`);
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

interface Rule {
  fits(text: string): boolean;
  says: string;
}

const TEXT: Rule = {
  fits: (text) => text.length <= TEXT_MAX,
  says: `must be texts of at most ${TEXT_MAX} characters`,
};
const ID: Rule = { fits: (text) => /^\d{1,15}$/.test(text), says: 'must be ids: whole numbers' };
const FLAG: Rule = { fits: (text) => /^(true|false)$/i.test(text), says: 'must be true or false' };
const DAY: Rule = { fits: isDay, says: 'must be days such as 2030-01-31' };
const COUNT: Rule = {
  fits: (text) => /^\d{1,5}$/.test(text),
  says: 'must be a number of days, at most 99999',
};

const OF_KIND = { text: TEXT, exact: TEXT, list: TEXT, id: ID, flag: FLAG, moment: DAY };

/** Tells whether the operator looks for a part of the value. */
const isPart = (operator: FilterOperator) => operator === 'contains' || operator === 'does_not_contain';

function ruleOf({ kind, choices, every_choice }: FilterAttribute, operator: FilterOperator): Rule {
  if (operator === 'days_before') return COUNT;
  // A number is looked for in its digits.
  if (isPart(operator)) return TEXT;
  if (!choices) return OF_KIND[kind];
  const names = every_choice === undefined ? choices : [...choices, every_choice];
  return { fits: (text) => names.includes(text), says: `must be among ${names.join(', ')}` };
}

function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
