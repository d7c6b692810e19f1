import { expect, test } from 'vitest';
import type { Message } from '../wire/shapes.ts';
import { groupsOf } from './groups.ts';

const NOON = Date.parse('2026-09-21T12:00:00') / 1000;
let id = 0;

function message(fields: Partial<Message>): Message {
  id += 1;
  return {
    id,
    content: 'Hello',
    message_type: 1,
    content_type: 'text',
    content_attributes: {},
    created_at: NOON,
    conversation_id: 1,
    ...fields,
  };
}

const ana = { id: 1, type: 'user', name: 'Ana' };
const rui = { id: 2, type: 'user', name: 'Rui' };
const shape = (messages: Message[]) =>
  groupsOf(messages, []).map(({ isMine, lines, beginsDay }) => [isMine, lines.length, beginsDay]);

test('what one side says without a pause stands together', () => {
  const said = [
    message({ message_type: 0 }),
    message({ message_type: 0, created_at: NOON + 60 }),
    message({ sender: ana, created_at: NOON + 61 }),
    message({ sender: ana, created_at: NOON + 62 }),
  ];
  expect(shape(said)).toEqual([
    [true, 2, true],
    [false, 2, false],
  ]);
});

test('another sender, a pause and another day part it', () => {
  const said = [
    message({ sender: ana }),
    message({ sender: rui }),
    message({ sender: rui, created_at: NOON + 5 * 60 }),
    message({ sender: rui, created_at: NOON + 86_400 }),
    message({ message_type: 3, created_at: NOON + 86_400 }),
  ];
  expect(shape(said)).toEqual([
    [false, 1, true],
    [false, 1, false],
    [false, 1, false],
    [false, 1, true],
    [false, 1, false],
  ]);
});

test('what waits to be sent comes last, and keeps its place when the desk has it', () => {
  const entry = {
    echo_id: 'e1',
    owner: '',
    thread: 1,
    content: 'Well?',
    files: [],
    created_at: NOON * 1000 + 1000,
    referrer: '',
  };
  const first = message({ message_type: 0 });
  const waiting = groupsOf([first], [entry]);
  const sent = groupsOf([first, message({ message_type: 0, echo_id: 'e1', created_at: NOON + 2 })], []);
  expect(waiting.map(({ lines }) => lines.map(({ key }) => key))).toEqual(
    sent.map(({ lines }) => lines.map(({ key }) => key)),
  );
});
