import type { ConversationState } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { stillWaiting } from './waiting.ts';

const conversations = new Map(
  [
    { id: 1, status: 'open', waiting_since: 30, inbox_id: 1, team: { id: 8 } },
    { id: 2, status: 'open', waiting_since: 10, inbox_id: 2, team: null },
    { id: 3, status: 'resolved', waiting_since: 5, inbox_id: 1, team: null },
    { id: 4, status: 'open', waiting_since: 0, inbox_id: 1, team: null },
  ].map((each) => [each.id, each as unknown as ConversationState]),
);
const ids = [1, 2, 3, 4, 5];

test('the longest wait comes first; who was answered, or whose conversation closed, is gone', () => {
  expect(stillWaiting(ids, conversations, {}).map(({ id }) => id)).toEqual([2, 1]);
});

test('what moved out of the inbox or the team is gone too', () => {
  expect(stillWaiting(ids, conversations, { inbox_id: 1 }).map(({ id }) => id)).toEqual([1]);
  expect(stillWaiting(ids, conversations, { team_id: 9 })).toEqual([]);
});
