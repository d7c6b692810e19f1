import { expect, test } from 'vitest';
import { budgetsOf, judge, type Manifest } from './budgets.ts';

const manifest: Manifest = {
  'src/window/main.tsx': { file: 'main.js', isEntry: true, imports: ['_signals.js'], css: ['main.css'] },
  '_signals.js': { file: 'signals.js' },
  'src/window/later.tsx': { file: 'later.js', imports: ['_signals.js'] },
  'src/words/en.ts': { file: 'en.js' },
  'src/words/ta.ts': { file: 'ta.js' },
};
const weights: Record<string, number> = { 'window/en.js': 900, 'window/ta.js': 1900 };
const weigh = (file: string) => weights[file] ?? 100;

const filesOf = (name: string) =>
  budgetsOf(manifest, weigh)
    .find((budget) => budget.name === name)
    ?.files.toSorted();

test('the first opening is the entry with what it imports, its styles and what talks with it', () => {
  expect(filesOf('scripts and styles of the first opening')).toEqual([
    'chat.js',
    'window/main.css',
    'window/main.js',
    'window/signals.js',
  ]);
});

test('requests of the first opening count the heaviest language', () => {
  expect(filesOf('the first opening with its language')).toContain('window/ta.js');
  expect(filesOf('the first opening with its language')).not.toContain('window/en.js');
});

test('what is loaded later counts among all that may ever load', () => {
  expect(filesOf('all that may ever load')).toContain('window/later.js');
});

test('each language has a budget of its own', () => {
  expect(filesOf('the language en.js')).toEqual(['window/en.js']);
  expect(filesOf('the language ta.js')).toEqual(['window/ta.js']);
});

test('a style sheet that stands by itself in the manifest belongs to the first opening', () => {
  const alone = { ...manifest, 'style.css': { file: 'style.css' } };
  const [, , opening] = budgetsOf(alone, weigh);
  expect(opening?.files).toContain('window/style.css');
});

const budget = { name: 'a part', files: ['a.js', 'b.js'], bytes_max: 200, requests_max: 2 };

test('a budget that holds has no complaint', () => {
  expect(judge(budget, () => 100)).toEqual([]);
});

test('a byte too many is a complaint', () => {
  expect(judge({ ...budget, bytes_max: 199 }, () => 100)).toHaveLength(1);
});

test('a request too many is a complaint', () => {
  expect(judge({ ...budget, requests_max: 1 }, () => 100)).toHaveLength(1);
});

test('nothing to weigh is a complaint', () => {
  expect(judge(budget, () => 0)).toHaveLength(1);
  expect(judge({ ...budget, files: [] }, () => 100)).toHaveLength(1);
});
