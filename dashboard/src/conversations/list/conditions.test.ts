import { expect, test } from 'vitest';
import { conditionsOf, draftsOf, isWhole, newDraft } from './conditions.ts';

const conditions = [
  { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: 'or' as const },
  { attribute_key: 'labels', filter_operator: 'is_present', values: [], query_operator: 'and' as const },
  { attribute_key: 'inbox_id', filter_operator: 'not_equal_to', values: ['3'], query_operator: null },
];

test('conditions stay the same when they are opened and applied again', () => {
  expect(conditionsOf(draftsOf(conditions))).toEqual(conditions);
});

test('the tie stands before the condition that it ties', () => {
  expect(draftsOf(conditions).map(({ tie }) => tie)).toEqual(['and', 'or', 'and']);
});

test('what is not known is left out, and nothing stays tied to it', () => {
  const odd = { attribute_key: 'mood', filter_operator: 'equal_to', values: ['good'], query_operator: null };
  const [only, ...others] = conditionsOf(draftsOf([...conditions.slice(0, 1), odd]));
  expect(others).toEqual([]);
  expect(only?.query_operator).toBeNull();
});

test('a condition is whole once it has a value, or needs none', () => {
  expect(isWhole(newDraft(0, 'labels'))).toBe(false);
  expect(isWhole({ ...newDraft(0, 'labels'), operator: 'is_present' })).toBe(true);
  expect(isWhole({ ...newDraft(0, 'mail_subject'), values: ['  '] })).toBe(false);
});
