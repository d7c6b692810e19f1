import { beforeEach, expect, it } from 'vitest';
import { openPresence, type Presence } from './presence.ts';

let time: number;
let presence: Presence;

beforeEach(() => {
  time = 1_000_000;
  presence = openPresence({ now: () => new Date(time), window_seconds: 25 });
});

it('somebody is there from being seen until the window is over', () => {
  expect(presence.isSeen(1, 'user', 7)).toBe(false);
  presence.see(1, 'user', 7);
  time += 25_000;
  expect([presence.isSeen(1, 'user', 7), presence.list(1, 'user')]).toEqual([true, [7]]);
  time += 1;
  expect([presence.isSeen(1, 'user', 7), presence.list(1, 'user')]).toEqual([false, []]);
});

it('being seen again begins the window anew', () => {
  presence.see(1, 'user', 7);
  presence.see(1, 'user', 8);
  time += 20_000;
  presence.see(1, 'user', 7);
  time += 20_000;
  expect(presence.list(1, 'user')).toEqual([7]);
});

it('accounts, users and contacts are kept apart', () => {
  presence.see(1, 'user', 7);
  expect([presence.list(2, 'user'), presence.list(1, 'contact')]).toEqual([[], []]);
  expect([presence.isSeen(2, 'user', 7), presence.isSeen(1, 'contact', 7)]).toEqual([false, false]);
});
