import { type DeskState, emptyDesk, type Typist } from '@porchlight/client/state/desk';
import { expect, test } from 'vitest';
import { areSameViewers, viewersOf } from './who-views.ts';

const OWN = 1;
const mara = { id: 8, name: 'Mara Silva', thumbnail: '/files/8' };
const ben = { id: 9, name: 'Ben Brown', thumbnail: '/files/9' };
const typist = (changes: Partial<Typist>): Typist => ({
  type: 'user',
  id: 9,
  name: 'Ben Brown',
  is_private: false,
  at_ms: 0,
  ...changes,
});
const state = (typing: readonly Typist[], people = [mara, ben]): DeskState => ({
  ...emptyDesk(1),
  viewers: new Map([[12, { people, at_ms: 0 }]]),
  typing: new Map([[12, typing]]),
});

test('whoever writes stands in front, with their picture; a note is told from a reply', () => {
  expect(viewersOf(state([typist({})]), 12, OWN)).toEqual([
    { ...ben, does: 'replying' },
    { ...mara, does: 'viewing' },
  ]);
  expect(viewersOf(state([typist({ is_private: true })]), 12, OWN)[0]).toEqual({ ...ben, does: 'noting' });
});

test('whoever writes by a program that does not say what it shows is there too', () => {
  expect(viewersOf(state([typist({})], [mara]), 12, OWN)).toEqual([
    { id: 9, name: 'Ben Brown', thumbnail: '', does: 'replying' },
    { ...mara, does: 'viewing' },
  ]);
});

test('neither the customer who writes is a colleague, nor oneself at another screen', () => {
  const typing = [typist({ type: 'contact', id: 8, name: 'Rui' }), typist({ id: OWN, name: 'Me' })];
  expect(viewersOf(state(typing, []), 12, OWN)).toEqual([]);
});

test('nothing is drawn anew as long as nobody comes, goes or does something else', () => {
  const before = viewersOf(state([]), 12, OWN);
  expect(areSameViewers(before, viewersOf(state([]), 12, OWN))).toBe(true);
  expect(areSameViewers(before, viewersOf(state([typist({})]), 12, OWN))).toBe(false);
  expect(areSameViewers(before, viewersOf(state([], [mara]), 12, OWN))).toBe(false);
});
