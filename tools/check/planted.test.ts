import { expect, test } from 'vitest';
import { complaintsAbout, parsePlantedCases } from './planted.ts';

const cases = parsePlantedCases(
  'apart',
  '=== refused: one needs the other\n--- a.ts\n@repeat 2 one\n=== accepted: alone\n--- a.ts\n--- b/c.ts\n',
);

test('a planted case holds its files by path, with repeated lines written out', () => {
  expect(cases.map(({ title, isRefused }) => [title, isRefused])).toEqual([
    ['one needs the other', true],
    ['alone', false],
  ]);
  expect([...(cases[0]?.texts ?? [])]).toEqual([['a.ts', 'one\none\n']]);
  expect([...(cases[1]?.texts.keys() ?? [])]).toEqual(['a.ts', 'b/c.ts']);
});

test('a rule that judges both cases rightly is not complained about', () => {
  expect(
    complaintsAbout(cases, ['apart'], ({ isRefused }) => ({ looked: 1, refused: isRefused ? 1 : 0 })),
  ).toEqual([]);
});

test('a rule that refuses nothing is complained about', () => {
  const complaints = complaintsAbout(cases, ['apart'], () => ({ looked: 1, refused: 0 }));
  expect(complaints).toEqual(['planted: apart, "one needs the other": should have been refused']);
});

test('a rule that refuses everything is complained about', () => {
  const complaints = complaintsAbout(cases, ['apart'], () => ({ looked: 1, refused: 1 }));
  expect(complaints).toEqual(['planted: apart, "alone": should have been accepted']);
});

test('a rule that looks at nothing is complained about, whatever it answers', () => {
  const complaints = complaintsAbout(cases, ['apart'], ({ isRefused }) => ({
    looked: 0,
    refused: isRefused ? 1 : 0,
  }));
  expect(complaints).toHaveLength(2);
});

test('a rule without cases, and cases without a rule, are complained about', () => {
  expect(complaintsAbout(cases, ['other'], () => ({ looked: 1, refused: 1 }))).toEqual([
    'planted: no rule named apart',
    'planted: no rule named apart',
    'planted: other has no case to refuse',
    'planted: other has no case to accept',
  ]);
});
