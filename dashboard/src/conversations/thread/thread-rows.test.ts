import type { MessageState } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';
import { isPrepended, rowsOf } from './thread-rows.ts';

const NOON = Date.UTC(2026, 0, 5, 12) / 1000;
const ANA = { type: 'user', id: 7, name: 'Ana', thumbnail: '' } as const;
const RUI = { type: 'contact', id: 3 } as const;

const message = (id: number, fields: Partial<MessageState> = {}): MessageState => ({
  version: 0,
  id,
  conversation_id: 1,
  content: `message ${id}`,
  content_type: 'text',
  content_attributes: {},
  message_type: 0,
  created_at: NOON + id,
  private: false,
  status: 'sent',
  source_id: null,
  sender: RUI,
  attachments: [],
  ...fields,
});

const waiting = (echo_id: string, fields: Partial<OutboxEntry> = {}): OutboxEntry => ({
  conversation_id: 1,
  content: 'Soon',
  private: false,
  echo_id,
  created_at: NOON + 60,
  send_at_ms: 0,
  standing: 'waiting',
  attempts: 0,
  ...fields,
});

const rows = (messages: MessageState[], outbox: OutboxEntry[] = [], seen_at?: number) =>
  rowsOf({ messages, outbox, seen_at, me_id: 7 });

test('messages of one writer within five minutes belong together, those of others and notes do not', () => {
  const said = { sender: ANA, message_type: 1 } as const;
  const found = rows([
    message(1),
    message(2),
    message(3, said),
    message(4, { ...said, private: true }),
    message(5, { ...said, private: true }),
    message(6, { ...said, private: true, created_at: NOON + 5 + 300 }),
  ]);
  expect(found.map(({ isContinued }) => isContinued)).toEqual([false, true, false, false, true, false]);
});

test('each day is said once, above its first line', () => {
  const found = rows([message(1), message(2), message(3, { created_at: NOON + 24 * 3600 })]);
  expect(found.map(({ day }) => day)).toEqual([NOON + 1, undefined, NOON + 24 * 3600]);
});

test('what is new begins with the first message of the customer after the reader was here', () => {
  const found = rows(
    [message(1), message(2, { message_type: 1, sender: ANA }), message(3), message(4)],
    [],
    NOON + 1,
  );
  expect(found.map(({ isFirstNew }) => isFirstNew)).toEqual([false, false, true, false]);
  expect(rows([message(1)], [], NOON + 1).some(({ isFirstNew }) => isFirstNew)).toBe(false);
});

test('a message is one line before and after the desk has confirmed it', () => {
  const before = rows([message(1)], [waiting('abc')]);
  const after = rows(
    [message(1), message(2, { echo_id: 'abc', message_type: 1, sender: ANA })],
    [waiting('abc')],
  );
  expect(before.map(({ key }) => key)).toEqual(['1', 'abc']);
  expect(after.map(({ key }) => key)).toEqual(['1', 'abc']);
  expect(after.at(-1)?.kind).toBe('message');
});

test('older pages are told from newer messages', () => {
  const here = rows([message(5), message(6)]);
  expect(isPrepended(here, rows([message(4), message(5), message(6)]))).toBe(true);
  expect(isPrepended(here, rows([message(5), message(6), message(7)]))).toBe(false);
  expect(isPrepended([], here)).toBe(false);
});
