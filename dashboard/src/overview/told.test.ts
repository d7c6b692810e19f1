import { type ConversationState, type DeskState, emptyDesk } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { hasToldOfConversations } from './told.ts';

const empty = emptyDesk(1);
const desk = (change: Partial<DeskState> = {}): DeskState => ({ ...empty, ...change });
const knowing = (version: number, record_version: number): Partial<DeskState> => ({
  version,
  conversations: new Map([[1, { id: 1, version: record_version } as ConversationState]]),
});

test('an event that changed a conversation counts, what a request brought does not', () => {
  const before = desk({ version: 4 });
  expect(hasToldOfConversations(before, desk(knowing(5, 5)))).toBe(true);
  expect(hasToldOfConversations(before, desk(knowing(5, 0)))).toBe(false);
});

test('somebody who types or comes is nothing to read again for', () => {
  const before = desk(knowing(4, 4));
  expect(hasToldOfConversations(before, { ...before, version: 5, typing: new Map() })).toBe(false);
});

test('a conversation that went, or that is not here yet, counts', () => {
  const before = desk();
  expect(hasToldOfConversations(before, { ...before, gone: new Map([['conversation 1', 1]]) })).toBe(true);
  expect(hasToldOfConversations(before, { ...before, unknown: new Set([7]) })).toBe(true);
});
