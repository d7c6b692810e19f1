import { expect, test } from 'vitest';
import { withRecent } from './recents.ts';

test('the newest search stands first, once', () => {
  expect(withRecent(['parcel', 'refund'], 'refund')).toEqual(['refund', 'parcel']);
  expect(withRecent(['Refund'], 'refund')).toEqual(['refund']);
});

test('what was typed on the way to it goes', () => {
  expect(withRecent(['ref', 'parcel', 're'], 'refund')).toEqual(['refund', 'parcel']);
});

test('eight are remembered', () => {
  const many = Array.from({ length: 8 }, (_, index) => `search ${index}`);
  expect(withRecent(many, 'new')).toEqual(['new', ...many.slice(0, 7)]);
});
