import type { FilterCondition } from '@porchlight/contract/filters';
import { expect, test } from 'vitest';
import { comparedBy, conditionsOf, draftsOf, isKept, isWhole } from '../../filters/drafts.ts';
import { isSameFilter } from '../../filters/same-filter.ts';
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

test('what is not known is kept as it is, and only its tie changes with what follows', () => {
  const odd: FilterCondition & { attribute_model: string } = {
    attribute_key: 'mood',
    attribute_model: 'custom',
    filter_operator: 'equal_to',
    values: [{ id: 'good', name: 'Good' }],
    query_operator: 'and',
  };
  const lines = draftsOf(attributes, [odd, ...conditions.slice(0, 1)]);
  expect(conditionsOf(lines)).toEqual([odd, { ...conditions[0], query_operator: null }]);
  expect(conditionsOf(lines.slice(0, 1))).toEqual([{ ...odd, query_operator: null }]);
  expect(lines.every(isWhole)).toBe(true);
});

test('what other dashboards noted of a condition stays while its value changes, and goes with its attribute', () => {
  const [city] = conditions as unknown as [FilterCondition];
  const noted = { ...city, attribute_model: 'standard', custom_attribute_type: '' };
  const [line] = draftsOf(attributes, [noted]);
  if (!line || isKept(line)) throw new Error('A city can be filtered by');
  expect(conditionsOf([{ ...line, values: ['Porto'] }])).toEqual([
    { ...noted, values: ['Porto'], query_operator: null },
  ]);
  expect(conditionsOf([newDraft(0, 'blocked')])[0]).not.toHaveProperty('attribute_model');
});

test('choices that were written down with their names, or alone, are read', () => {
  const read = (values: unknown) =>
    draftsOf(attributes, [{ attribute_key: 'city', filter_operator: 'equal_to', values }]).map((line) =>
      isKept(line) ? undefined : line.values,
    );
  expect(read([{ id: 4, name: 'Ana' }, 5, 'six', null, {}])).toEqual([['4', '5', 'six']]);
  expect(read('Faro')).toEqual([['Faro']]);
  expect(read(undefined)).toEqual([[]]);
});

test('two filters are the same that ask the same, however they are written down', () => {
  const [city, labels, blocked] = conditions as unknown as [
    FilterCondition,
    FilterCondition,
    FilterCondition,
  ];
  const other = [
    { ...city, attribute_model: 'standard', values: [{ id: 'Faro', name: 'Faro' }], query_operator: 'OR' },
    { ...labels, values: ['left over'] },
    { ...blocked, values: [true], query_operator: 'and' },
  ];
  expect(isSameFilter(conditions, other)).toBe(true);
  expect(isSameFilter(conditions, other.slice(0, 2))).toBe(false);
  expect(isSameFilter(conditions, [{ ...city, query_operator: 'and' }, labels, blocked])).toBe(false);
  expect(isSameFilter(conditions, [{ ...city, values: ['Porto'] }, labels, blocked])).toBe(false);
  expect(isSameFilter(conditions, [city, labels, { ...blocked, filter_operator: 'not_equal_to' }])).toBe(
    false,
  );
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
