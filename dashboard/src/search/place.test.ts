import { expect, test } from 'vitest';
import { cleanQuery, findGroup, isEnough, numberIn, readSearch } from './place.ts';

test('the address says what is searched, even where it looks like a number', () => {
  expect(readSearch({ q: ' refund ' })).toEqual({ q: 'refund' });
  expect(readSearch({ q: 42 })).toEqual({ q: '42' });
  expect(readSearch({ q: '  ' })).toEqual({});
  expect(readSearch({ q: { a: 1 } })).toEqual({});
});

test('no more is searched than the desk takes', () => {
  expect(cleanQuery('x'.repeat(300))).toHaveLength(255);
});

test('two letters are enough, or one sign that is a word, or a digit', () => {
  expect(['', 'a', '#'].map(isEnough)).toEqual([false, false, false]);
  expect(['ab', '退', '7', 'é'].map(isEnough)).toEqual([true, true, true, true]);
});

test('a number, with or without its sign, may be that of a conversation', () => {
  expect(['12', '#12', '012', '12a', '1234567890', '+49'].map(numberIn)).toEqual([
    12,
    12,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('groups are known by name, and nothing else is', () => {
  expect(['contacts', 'articles'].map(findGroup)).toEqual(['contacts', undefined]);
});
