import type { MessageState } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { bare, previewOf } from './preview.ts';

const message = (fields: Partial<MessageState>): MessageState => ({
  version: 0,
  id: 1,
  conversation_id: 1,
  content: 'Hello',
  content_type: 'text',
  content_attributes: {},
  message_type: 1,
  created_at: 0,
  private: false,
  status: 'sent',
  source_id: null,
  sender: null,
  attachments: [],
  ...fields,
});

const user = (id: number) => ({ type: 'user' as const, id, name: 'Ana', thumbnail: '' });

test('it tells who wrote, and whether the customer sees it', () => {
  expect(previewOf(message({ sender: user(7), private: true }), 7)).toMatchObject({
    who: { is: 'me' },
    is_note: true,
  });
  expect(previewOf(message({ sender: user(8) }), 7).who).toEqual({ is: 'other', name: 'Ana' });
  expect(previewOf(message({ sender: { type: 'contact', id: 7 } }), 7).who).toEqual({ is: 'customer' });
});

test('a message without text is told by its file', () => {
  const file = { file_type: 'image' } as MessageState['attachments'][number];
  expect(previewOf(message({ content: null, attachments: [file] }), 7)).toMatchObject({
    text: '',
    file: 'image',
  });
  expect(previewOf(message({ content: 'See', attachments: [file] }), 7).file).toBeUndefined();
});

test('marks of Markdown are left out', () => {
  expect(bare('**Hi** [Ana](mention://user/1/Ana),\n> quoted\n- one\n`code`')).toBe(
    'Hi Ana, quoted one code',
  );
  expect(bare('# Title\n\n1. first')).toBe('Title first');
});
