import type { UserPush } from '@porchlight/contract/people';
import type { ConversationPush } from '@porchlight/contract/pushes';
import { expect, it } from 'vitest';
import { type DeskState, emptyDesk, VIEWERS_MS } from './desk.ts';
import { fold } from './fold.ts';
import { expireViewers } from './viewers.ts';

const person = (id: number, name: string): UserPush => ({
  id,
  name,
  available_name: name,
  avatar_url: '',
  type: 'user',
  availability_status: 'online',
  thumbnail: `/files/${id}`,
});
const mara = person(8, 'Mara Silva');
const ben = person(9, 'Ben Brown');

const hear = (state: DeskState, event: string, data: object, at_ms = 0) =>
  fold(state, { event, data: { account_id: 1, ...data } }, at_ms);
const change = (state: DeskState, id: number, viewers: readonly UserPush[], at_ms = 0) =>
  hear(state, 'conversation.viewers_changed', { id, viewers }, at_ms);
const update = (state: DeskState, conversations: Record<number, readonly UserPush[]>, at_ms = 0) => {
  const list = Object.entries(conversations).map(([id, viewers]) => ({ id: Number(id), viewers }));
  return hear(state, 'viewers.update', { conversations: list }, at_ms);
};
const typing = (state: DeskState, id: number, user: object) =>
  hear(state, 'conversation.typing_on', {
    conversation: { id } as ConversationPush,
    user,
    is_private: false,
  });

const namesIn = ({ viewers }: DeskState) =>
  Object.fromEntries([...viewers].map(([id, { people }]) => [id, people.map(({ name }) => name)]));
const typistsIn = ({ typing: all }: DeskState, id: number) => (all.get(id) ?? []).map(({ name }) => name);

it('whoever looks at a conversation is there with name and picture until the desk says otherwise', () => {
  const state = change(emptyDesk(1), 12, [mara, ben]);
  expect(state.viewers.get(12)?.people).toEqual([
    { id: 8, name: 'Mara Silva', thumbnail: '/files/8' },
    { id: 9, name: 'Ben Brown', thumbnail: '/files/9' },
  ]);
  expect(namesIn(change(state, 12, [ben]))).toEqual({ 12: ['Ben Brown'] });
  expect(change(state, 12, []).viewers.size).toBe(0);
});

it('nobody looks at what is not named among everything', () => {
  const state = change(change(emptyDesk(1), 12, [mara]), 13, [ben]);
  expect(namesIn(update(state, { 13: [mara, ben], 14: [mara] }))).toEqual({
    13: ['Mara Silva', 'Ben Brown'],
    14: ['Mara Silva'],
  });
  expect(update(state, {}).viewers.size).toBe(0);
});

it('those who are told of again are the same, so that nothing is drawn anew', () => {
  const state = change(emptyDesk(1), 12, [mara]);
  const again = update(state, { 12: [{ ...mara }] }, 5000);
  expect(again.viewers.get(12)?.people).toBe(state.viewers.get(12)?.people);
  const renamed = update(again, { 12: [{ ...mara, name: 'Mara Costa' }] });
  expect(namesIn(renamed)).toEqual({ 12: ['Mara Costa'] });
});

it('those of whom nothing is told for a while are gone', () => {
  const state = change(change(emptyDesk(1), 12, [mara], 0), 13, [ben], 10_000);
  expect(expireViewers(state, VIEWERS_MS - 1)).toBe(state);
  expect(namesIn(expireViewers(state, VIEWERS_MS))).toEqual({ 13: ['Ben Brown'] });
  const again = update(state, { 12: [mara], 13: [ben] }, 20_000);
  expect(expireViewers(again, VIEWERS_MS)).toBe(again);
});

it('whoever leaves does not type there any more; the customer and those who stay do', () => {
  const looking = change(emptyDesk(1), 12, [mara, ben]);
  const rui = { id: 8, name: 'Rui Costa', type: 'contact' };
  const writing = [mara, ben, rui].reduce((state, user) => typing(state, 12, user), looking);
  expect(typistsIn(change(writing, 12, [ben]), 12)).toEqual(['Ben Brown', 'Rui Costa']);
  expect(typistsIn(update(writing, {}), 12)).toEqual(['Rui Costa']);
});

it('whoever types by a program that does not say what it shows goes on typing', () => {
  const writing = typing(emptyDesk(1), 12, mara);
  expect(typistsIn(update(change(writing, 12, [ben]), {}), 12)).toEqual(['Mara Silva']);
});

it('no record is newer for what passes, so that nothing is read again for it', () => {
  const state = change(update(typing(emptyDesk(1), 12, mara), {}), 12, [ben]);
  expect(state.version).toBe(0);
  expect(hear(state, 'conversation.deleted', { id: 12 }).version).toBe(1);
});

it('of a conversation that is gone, and of another account, nothing is known', () => {
  const state = change(emptyDesk(1), 12, [mara]);
  expect(hear(state, 'conversation.deleted', { id: 12 }).viewers.size).toBe(0);
  expect(hear(state, 'viewers.update', { account_id: 2, conversations: [] })).toBe(state);
});
