import type { MessageState } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { answerSince } from './collision.ts';

const BEN = { type: 'user', id: 8, name: 'Ben', thumbnail: '' } as const;
const begun = { begun_after_id: 10, begun_at: 1000 };

const message = (fields: Partial<MessageState> = {}): MessageState => ({
  version: 0,
  id: 11,
  conversation_id: 1,
  content: 'Here you are',
  content_type: 'text',
  content_attributes: {},
  message_type: 1,
  created_at: 1001,
  private: false,
  status: 'sent',
  source_id: null,
  sender: BEN,
  attachments: [],
  ...fields,
});

test('a public answer of a colleague since the reply was begun is found, the newest of them', () => {
  const newer = message({ id: 12 });
  expect(answerSince([message({ id: 9 }), message(), newer], begun, 7)).toBe(newer);
});

test.each([
  ['one from before', { id: 10 }],
  ['a note', { private: true }],
  ['what the customer wrote', { message_type: 0, sender: { type: 'contact', id: 3 } as const }],
  ['an activity', { message_type: 2 }],
  ['what the desk sent by itself', { message_type: 3, sender: null }],
  ['my own', { sender: { ...BEN, id: 7 } }],
  ['one that was deleted', { content_attributes: { deleted: true } }],
])('%s is none', (_name, fields) => {
  expect(answerSince([message(fields)], begun, 7)).toBeUndefined();
});

test('where no message was known at the beginning, the time counts', () => {
  const unknown = { begun_after_id: 0, begun_at: 1000 };
  expect(answerSince([message({ created_at: 1001 })], unknown, 7)).toBeDefined();
  expect(answerSince([message({ created_at: 999 })], unknown, 7)).toBeUndefined();
});
