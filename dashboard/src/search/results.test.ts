import type { FoundConversation } from '@porchlight/contract/conversation-search';
import type { Conversation } from '@porchlight/contract/conversations';
import { expect, test } from 'vitest';
import { countConversations, countMessages, messagesOf, uniteConversations } from './results.ts';

const conversation = (id: number, last_activity_at = id) =>
  ({
    id,
    inbox_id: 1,
    status: 'open',
    last_activity_at,
    last_non_activity_message: { content: `Last of ${id}` },
    meta: { sender: { name: `Customer ${id}` } },
  }) as unknown as Conversation;

const said = (id: number, contents: readonly string[] = ['it']): FoundConversation => ({
  id,
  uuid: String(id),
  created_at: 1,
  account_id: 1,
  contact: { id, name: `Customer ${id}` },
  inbox: { id: 1, name: 'Shop', channel_type: null },
  messages: contents.map((content, index) => ({
    id: id * 100 + index,
    content,
    message_type: 0,
    created_at: index,
  })),
});

const sources = (change: Partial<Parameters<typeof uniteConversations>[0]> = {}) => ({
  numbered: [],
  of_customers: [],
  has_more_customers: false,
  said: { rows: [], total: 0 },
  statuses: new Map([[9, 'snoozed' as const]]),
  ...change,
});

test('the conversation of the number comes first, then those of customers by activity, then those that say it', () => {
  const hits = uniteConversations(
    sources({
      numbered: [conversation(7)],
      of_customers: [conversation(3, 10), conversation(4, 20)],
      said: { rows: [said(9)], total: 1 },
    }),
  );
  expect(hits.map(({ id }) => id)).toEqual([7, 4, 3, 9]);
  expect(hits.at(-1)?.status).toBe('snoozed');
});

test('a conversation that was found twice stands once, and says how many messages say it', () => {
  const hits = uniteConversations(
    sources({ of_customers: [conversation(3)], said: { rows: [said(3, ['it', 'it'])], total: 1 } }),
  );
  expect(hits).toMatchObject([{ id: 3, status: 'open', preview: 'Last of 3', saying_count: 2 }]);
});

test('the count is exact where everything was read, else the least that there is', () => {
  const rows = [said(1), said(2)];
  expect(countConversations(sources({ said: { rows, total: 2 } }))).toEqual({ count: 2, is_least: false });
  expect(countConversations(sources({ said: { rows, total: 40 } }))).toEqual({ count: 40, is_least: false });
  expect(countConversations(sources({ said: { rows, total: 40 }, of_customers: [conversation(9)] }))).toEqual(
    { count: 40, is_least: true },
  );
  expect(countConversations(sources({ said: { rows, total: 2 }, has_more_customers: true }))).toEqual({
    count: 2,
    is_least: true,
  });
});

test('messages stand by conversation, the newest first', () => {
  expect(messagesOf([said(2, ['a', 'b']), said(1, ['c'])]).map(({ content }) => content)).toEqual([
    'b',
    'a',
    'c',
  ]);
});

test('messages are counted as the least that there is where some were left out', () => {
  const full = said(
    1,
    Array.from({ length: 100 }, () => 'it'),
  );
  expect(countMessages({ rows: [said(1), said(2)], total: 2 })).toEqual({ count: 2, is_least: false });
  expect(countMessages({ rows: [said(1)], total: 2 })).toEqual({ count: 1, is_least: true });
  expect(countMessages({ rows: [full], total: 1 })).toEqual({ count: 100, is_least: true });
});
