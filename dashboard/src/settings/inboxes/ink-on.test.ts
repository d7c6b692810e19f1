import { expect, test } from 'vitest';
import { inkOn } from './ink-on.ts';

test.each([
  ['#000000', '#ffffff'],
  ['#1f93ff', '#1f1c18'],
  ['#8a4a00', '#ffffff'],
  ['#ffd400', '#1f1c18'],
  ['#fff', '#1f1c18'],
  ['#003', '#ffffff'],
])('on %s one reads %s', (ground, ink) => {
  expect(inkOn(ground)).toBe(ink);
});

test('what is no colour yet has the ink of the usual ground', () => {
  for (const text of ['', '#', 'reddish', '#12']) expect(inkOn(text)).toBe('#ffffff');
});
