import { expect, test } from 'vitest';
import { excerptAround, piecesOf } from './marked.ts';

const marked = (text: string, q: string) =>
  piecesOf(text, q)
    .map(({ text: piece, isMatch }) => (isMatch ? `[${piece}]` : piece))
    .join('');

test('every place that says it is marked, in capitals or not, and the text stays whole', () => {
  expect(marked('Refund the REFUND', 'refund')).toBe('[Refund] the [REFUND]');
  expect(marked('Größe', 'GRÖSSE')).toBe('Größe');
  expect(marked('退款 please', '退')).toBe('[退]款 please');
});

test('signs that mean something to patterns mean themselves', () => {
  expect(marked('1+1 (really?)', '(really?)')).toBe('1+1 [(really?)]');
  expect(marked('a.b and axb', 'a.b')).toBe('[a.b] and axb');
  expect(marked('C:\\x-y', '\\x-y')).toBe('C:[\\x-y]');
});

test('nothing is marked where nothing is searched, or nothing found', () => {
  expect(marked('Hello', '')).toBe('Hello');
  expect(marked('Hello', 'xyz')).toBe('Hello');
});

test('the excerpt of a long message begins shortly before the first match, at a word', () => {
  const excerpt = excerptAround(`${'word '.repeat(60)}my parcel is lost ${'tail '.repeat(80)}`, 'parcel');
  expect(excerpt).toMatch(/^… word word .*my parcel is lost tail/);
  expect(excerpt.endsWith('…')).toBe(true);
  expect(excerpt.length).toBeLessThan(240);
});

test('lines become one, and marks of Markdown go unless they were searched', () => {
  expect(excerptAround('> **Where** is\n\nmy [parcel](https://example.com)?', 'parcel')).toBe(
    'Where is my parcel?',
  );
  expect(excerptAround('it is **bold**', '**bold')).toBe('it is **bold**');
});
