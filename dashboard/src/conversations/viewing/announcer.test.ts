import { expect, test } from 'vitest';
import { HandClock } from '../../app/live/hand-clock.ts';
import { Announcer } from './announcer.ts';

function begin(visibility: DocumentVisibilityState = 'visible') {
  const clock = new HandClock();
  const said: (number | null)[] = [];
  const announcer = new Announcer({ clock, say: (id) => said.push(id) }, visibility);
  return { clock, said, announcer };
}

test('what is open is said at once, and again before the desk forgets it', () => {
  const { clock, said, announcer } = begin();
  announcer.look(12);
  clock.pass(0);
  expect(said).toEqual([12]);
  clock.pass(19_000);
  expect(said).toEqual([12, 12, 12]);
});

test('a list alone is said too, so that it is heard who looks at what', () => {
  const { clock, said, announcer } = begin();
  announcer.look(null);
  clock.pass(9000);
  expect(said).toEqual([null, null]);
});

test('changing from one to the next says the next alone', () => {
  const { clock, said, announcer } = begin();
  const leave = announcer.look(12);
  clock.pass(1000);
  leave();
  announcer.look(13);
  clock.pass(0);
  expect(said).toEqual([12, 13]);
});

test('what ends late does not end what has begun since', () => {
  const { clock, said, announcer } = begin();
  const leave = announcer.look(12);
  announcer.look(12);
  leave();
  clock.pass(9000);
  expect(said).toEqual([12, 12]);
});

test('whoever runs through a list says now and then where they are, and at last where they stay', () => {
  const { clock, said, announcer } = begin();
  for (let id = 1; id <= 100; id += 1) {
    announcer.look(id);
    clock.pass(30);
  }
  clock.pass(250);
  expect(said.length).toBeLessThan(15);
  expect(said.at(-1)).toBe(100);
});

test('leaving the conversations is said once', () => {
  const { clock, said, announcer } = begin();
  const leave = announcer.look(12);
  clock.pass(1000);
  leave();
  clock.pass(60_000);
  expect(said).toEqual([12, null]);
});

test('a tab that is hidden for ten seconds looks at nothing, until it is seen again', () => {
  const { clock, said, announcer } = begin();
  announcer.look(12);
  clock.pass(0);
  announcer.see('hidden');
  clock.pass(9000);
  expect(said).toEqual([12, 12]);
  clock.pass(1000);
  expect(said).toEqual([12, 12, null]);
  clock.pass(60_000);
  expect(said).toHaveLength(3);
  announcer.see('visible');
  clock.pass(0);
  expect(said.at(-1)).toBe(12);
});

test('a tab that is hidden for a moment looks on', () => {
  const { clock, said, announcer } = begin();
  announcer.look(12);
  clock.pass(0);
  announcer.see('hidden');
  clock.pass(5000);
  announcer.see('visible');
  clock.pass(15_000);
  expect(said).toEqual([12, 12, 12]);
});

test('a tab that was opened in the background looks at nothing before it is seen', () => {
  const { clock, said, announcer } = begin('hidden');
  announcer.look(12);
  clock.pass(20_000);
  expect(said).toEqual([null]);
  announcer.see('visible');
  clock.pass(0);
  expect(said).toEqual([null, 12]);
});

test('a new connection is told at once', () => {
  const { clock, said, announcer } = begin();
  announcer.look(12);
  clock.pass(1000);
  announcer.saySoon();
  clock.pass(0);
  expect(said).toEqual([12, 12]);
});
