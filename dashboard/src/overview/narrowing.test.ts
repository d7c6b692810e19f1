import { expect, test } from 'vitest';
import { conditionsOf, readNarrowing } from './narrowing.ts';

test('the address names an inbox and a team; what is neither is left out', () => {
  expect(readNarrowing({ inbox_id: 2, team_id: 3, q: 'x' })).toEqual({ inbox_id: 2, team_id: 3 });
  expect(readNarrowing({ inbox_id: '2', team_id: -1 })).toEqual({});
});

test('conditions are tied to each other, but for the last one', () => {
  const keys = (conditions: ReturnType<typeof conditionsOf>) =>
    conditions.map(({ attribute_key, query_operator }) => [attribute_key, query_operator]);
  expect(keys(conditionsOf(5, {}))).toEqual([
    ['status', 'and'],
    ['assignee_id', null],
  ]);
  expect(keys(conditionsOf(5, { team_id: 3 }))).toEqual([
    ['status', 'and'],
    ['assignee_id', 'and'],
    ['team_id', null],
  ]);
});
