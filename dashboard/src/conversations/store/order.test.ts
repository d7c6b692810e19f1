import type { ConversationState } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { makeConversation } from './conversation.test-data.ts';
import { orderOf, settle } from './order.ts';

const sorted = (rows: readonly ConversationState[], sort_by: Parameters<typeof orderOf>[0]) =>
  rows.toSorted(orderOf(sort_by)).map(({ id }) => id);

test('rows stand as the desk sorts them', () => {
  const rows = [
    makeConversation({ id: 1, last_activity_at: 10, created_at: 1, priority: 'low', waiting_since: 0 }),
    makeConversation({ id: 2, last_activity_at: 30, created_at: 3, priority: null, waiting_since: 5 }),
    makeConversation({ id: 3, last_activity_at: 30, created_at: 2, priority: 'urgent', waiting_since: 9 }),
  ];
  expect(sorted(rows, undefined)).toEqual([3, 2, 1]);
  expect(sorted(rows, 'last_activity_at_asc')).toEqual([1, 3, 2]);
  expect(sorted(rows, 'created_at_desc')).toEqual([2, 3, 1]);
  expect(sorted(rows, 'created_at_asc')).toEqual([1, 3, 2]);
  expect(sorted(rows, 'priority_desc')).toEqual([3, 1, 2]);
  expect(sorted(rows, 'priority_asc')).toEqual([1, 3, 2]);
  expect(sorted(rows, 'waiting_since_desc')).toEqual([3, 2, 1]);
  expect(sorted(rows, 'waiting_since_asc')).toEqual([2, 3, 1]);
});

test('a row that is held keeps its place whatever comes before it', () => {
  expect(settle([1, 2, 3, 4], [4, 1, 2, 3], new Set([2]))).toEqual([4, 2, 1, 3]);
  expect(settle([1, 2, 3], [9, 8, 7, 1, 2, 3], new Set([1]))).toEqual([1, 9, 8, 7, 2, 3]);
  expect(settle([1, 2, 3, 4], [3, 4, 2, 1], new Set([1, 3]))).toEqual([1, 4, 3, 2]);
});

test('a row that left is not held, and nothing is held that was not shown', () => {
  expect(settle([1, 2, 3], [3, 2], new Set([1]))).toEqual([3, 2]);
  expect(settle([1, 2], [5, 2, 1], new Set([5]))).toEqual([5, 2, 1]);
});

test('however often the order changes, the row that is pointed at stays', () => {
  let shown: readonly number[] = [1, 2, 3, 4, 5, 6];
  for (let turn = 0; turn < 50; turn += 1) {
    const next = shown.toSorted((one, other) => ((one * 7 + turn) % 5) - ((other * 7 + turn) % 5));
    shown = settle(shown, [100 + turn, ...next], new Set([3]));
    expect(shown.indexOf(3)).toBe(2);
  }
});
