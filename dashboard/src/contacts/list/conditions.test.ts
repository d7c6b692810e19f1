import { expect, test } from 'vitest';
import { comparedBy, conditionsOf, draftsOf, isWhole } from '../../filters/drafts.ts';
import { attributes, newDraft } from './conditions.ts';

const conditions = [
  { attribute_key: 'city', filter_operator: 'equal_to', values: ['Faro'], query_operator: 'or' as const },
  { attribute_key: 'labels', filter_operator: 'is_present', values: [], query_operator: 'and' as const },
  { attribute_key: 'blocked', filter_operator: 'equal_to', values: ['true'], query_operator: null },
];

test('conditions stay the same when they are opened and applied again', () => {
  expect(conditionsOf(draftsOf(attributes, conditions))).toEqual(conditions);
});

test('the tie stands before the condition that it ties', () => {
  expect(draftsOf(attributes, conditions).map(({ tie }) => tie)).toEqual(['and', 'or', 'and']);
});

test('what is not known is left out, and nothing stays tied to it', () => {
  const odd = { attribute_key: 'mood', filter_operator: 'equal_to', values: ['good'], query_operator: null };
  const [only, ...others] = conditionsOf(draftsOf(attributes, [...conditions.slice(0, 1), odd]));
  expect(others).toEqual([]);
  expect(only?.query_operator).toBeNull();
});

test('a condition is whole once it has a value, or needs none', () => {
  expect(isWhole(newDraft(0, 'labels'))).toBe(false);
  expect(isWhole({ ...newDraft(0, 'labels'), operator: 'is_present' })).toBe(true);
  expect(isWhole({ ...newDraft(0, 'name'), values: ['  '] })).toBe(false);
  expect(isWhole(newDraft(0, 'blocked'))).toBe(true);
});

test('a day is not taken for a number of days', () => {
  const since = { ...newDraft(0, 'created_at'), values: ['2026-01-05'] };
  expect(comparedBy(since, 'is_less_than').values).toEqual(['2026-01-05']);
  expect(comparedBy(since, 'days_before').values).toEqual([]);
});

test('every attribute has a comparison to begin with', () => {
  expect(attributes.every(({ operators }) => operators.length > 0)).toBe(true);
});
