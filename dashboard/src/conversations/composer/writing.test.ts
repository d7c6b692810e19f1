import { expect, test } from 'vitest';
import { rank, wantedAt } from './completion.ts';
import { FILE_BYTES_MAX, sortFiles } from './file-limits.ts';
import { type Format, formatted } from './formatting.ts';

const wanted = (text: string, mode: 'reply' | 'note') => wantedAt(text, text.length, mode);

test.each([
  ['Hello @', { query: '', start: 6 }],
  ['@an', { query: 'an', start: 0 }],
  ['Ask @Ana L', { query: 'Ana L', start: 4 }],
])('in a note %j names somebody', (text, found) => {
  expect(wanted(text, 'note')).toEqual({ kind: 'mention', ...found });
});

test.each([
  ['ana@example', 'note'],
  ['Hello @an', 'reply'],
  ['{{contact', 'note'],
  ['{{contact.name}} ', 'reply'],
] as const)('%j in a %s is completed by nothing', (text, mode) => {
  expect(wanted(text, mode)).toBeUndefined();
});

test('in a reply two braces ask for a variable', () => {
  expect(wanted('Dear {{ cont', 'reply')).toEqual({ kind: 'variable', query: 'cont', start: 5 });
});

test('words that begin with what was typed come first', () => {
  expect(rank(['Diana', 'Rui Andrade', 'Ana'], 'an', (name) => name)).toEqual([
    'Rui Andrade',
    'Ana',
    'Diana',
  ]);
});

/** The text with the selection between bars, before and after. */
function apply(marked: string, format: Format): string {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const made = formatted({ text, start, end }, format);
  const after = text.slice(0, made.start) + made.text + text.slice(made.end);
  const [from, to] = made.selection;
  return `${after.slice(0, from)}|${after.slice(from, to)}|${after.slice(to)}`;
}

test.each([
  ['a |b| c', 'bold', 'a **|b|** c'],
  ['a **|b|** c', 'bold', 'a |b| c'],
  ['a || c', 'italic', 'a _||_ c'],
  ['|x|', 'code', '`|x|`'],
  ['see |shop|', 'link', 'see [shop](|https://|)'],
  ['|https://a.example|', 'link', '[||](https://a.example)'],
  ['|a\nb|', 'list', '|- a\n- b|'],
  ['|- a\n- b|', 'list', '|a\nb|'],
  ['|a\nb|', 'numbers', '|1. a\n2. b|'],
  ['one\n||two', 'quote', 'one\n> two||'],
] as const)('%j as %s is %j', (before, format, after) => {
  expect(apply(before, format)).toBe(after);
});

test('files that are empty, too large or too many are left out, with the reason', () => {
  const file = (size: number) => ({ name: 'f', size }) as File;
  const there = Array.from({ length: 14 }, () => file(1));
  const { taken, refused } = sortFiles(there, [file(0), file(FILE_BYTES_MAX + 1), file(5), file(6)]);
  expect(taken.map(({ size }) => size)).toEqual([5]);
  expect(refused.map(({ why }) => why)).toEqual(['empty', 'size', 'count']);
});
