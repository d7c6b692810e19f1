import { type DeskState, emptyDesk, TYPING_MS } from '@porchlight/client/state/desk';
import { openThread } from '@porchlight/client/state/load';
import type { Message } from '@porchlight/contract/messages';
import { expect, test } from 'vitest';
import { changedLists } from './changed-lists.ts';
import { readSnapshot, restore, takeSnapshot } from './snapshot.ts';
import { expireTyping, forgetUnknown, keepSent } from './steps.ts';

const typist = (at_ms: number) => ({ type: 'user' as const, id: 1, name: 'Ana', is_private: false, at_ms });

test('nobody types for longer than thirty seconds without saying so again', () => {
  const state: DeskState = {
    ...emptyDesk(1),
    typing: new Map([[7, [typist(0), { ...typist(20_000), id: 2 }]]]),
  };
  expect(expireTyping(state, TYPING_MS - 1)).toBe(state);
  expect(expireTyping(state, TYPING_MS).typing.get(7)).toMatchObject([{ id: 2 }]);
  expect(expireTyping(state, 60_000).typing.size).toBe(0);
});

test('a conversation that is not there for us is not asked for again', () => {
  const state: DeskState = { ...emptyDesk(1), unknown: new Set([1, 2]) };
  expect([...forgetUnknown(state, 1).unknown]).toEqual([2]);
  expect(forgetUnknown(state, 9)).toBe(state);
});

const message = (id: number): Message =>
  ({
    id,
    conversation_id: 7,
    content: `message ${id}`,
    content_type: 'text',
    content_attributes: {},
    message_type: 1,
    created_at: id,
    private: false,
    status: 'sent',
    source_id: null,
  }) as Message;

function threadOf(...ids: number[]): DeskState {
  const opened = openThread(emptyDesk(1), 7);
  const messages = ids.map((id) => ({ ...message(id), version: 0, sender: null, attachments: [] }));
  return { ...opened, threads: new Map([[7, { messages, has_older: true }]]) };
}

const idsOf = (state: DeskState) => state.threads.get(7)?.messages.map(({ id }) => id);

test('a message sent from here stands at the end of its thread, whose older ones are still to come', () => {
  const state = keepSent(threadOf(3, 4), message(9), 0);
  expect(idsOf(state)).toEqual([3, 4, 9]);
  expect(state.threads.get(7)?.has_older).toBe(true);
});

test('a thread without its first page waits for it: a message alone would look like the whole of it', () => {
  expect(idsOf(keepSent(threadOf(), message(9), 0))).toEqual([]);
  expect(keepSent(emptyDesk(1), message(9), 0).threads.size).toBe(0);
});

test('what the desk tells of changed lists is told by kind', () => {
  expect(changedLists({ label: '1', inbox: '1' }, { label: '2', inbox: '1', team: '5' })).toEqual([
    'labels',
    'teams',
  ]);
  expect(changedLists({ label: '1' }, { label: '1' })).toEqual([]);
});

test('what was kept comes back as it was, but for the counting of events', () => {
  const state = { ...threadOf(3, 4), version: 8 };
  const kept = structuredClone(takeSnapshot(state, { s: { epoch: 'e', offset: 3 } }));
  const read = readSnapshot(kept, 1);
  expect(read?.places).toEqual({ s: { epoch: 'e', offset: 3 } });
  const restored = read && restore(emptyDesk(1), read);
  expect(restored && idsOf(restored)).toEqual([3, 4]);
  expect(restored?.version).toBe(0);
});

test('what was kept of another account, or by another program, is left alone', () => {
  const kept = takeSnapshot(threadOf(3), {});
  expect(readSnapshot(kept, 2)).toBeUndefined();
  expect(readSnapshot({ ...kept, form: 0 }, 1)).toBeUndefined();
  expect(readSnapshot('nonsense', 1)).toBeUndefined();
});

test('only the end of a long thread is kept, and it says that there is more', () => {
  const ids = Array.from({ length: 100 }, (_, index) => index + 1);
  const state = threadOf(...ids);
  const whole = {
    ...state,
    threads: new Map([[7, { messages: state.threads.get(7)?.messages ?? [], has_older: false }]]),
  };
  const thread = takeSnapshot(whole, {}).threads.get(7);
  expect(thread?.messages.at(-1)?.id).toBe(100);
  expect(thread?.messages.length).toBeLessThan(100);
  expect(thread?.has_older).toBe(true);
});
