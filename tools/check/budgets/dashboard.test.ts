import { expect, test } from 'vitest';
import { type PagePart, pageBudgets } from './dashboard.ts';

const manifest: Record<string, PagePart> = {
  'index.html': { file: 'index.js', isEntry: true, imports: ['_base.js'] },
  '_base.js': { file: 'base.js', css: ['base.css'] },
  'src/conversations/conversations-page.tsx': {
    file: 'inbox.js',
    isDynamicEntry: true,
    imports: ['_base.js'],
  },
  'src/settings/labels/labels-page.tsx': { file: 'labels.js', isDynamicEntry: true },
  'virtual:words/first/en': { file: 'en.js', isDynamicEntry: true },
  'virtual:words/first/ar': { file: 'ar.js', isDynamicEntry: true },
  'virtual:words/first/en-XA': { file: 'pseudo.js', isDynamicEntry: true },
  'virtual:words/settings/en': { file: 'settings-en.js', isDynamicEntry: true },
  'virtual:words/settings/ar': { file: 'settings-ar.js', isDynamicEntry: true },
};
const weights: Record<string, number> = { 'ar.js': 900, 'pseudo.js': 2000 };
const weigh = (file: string) => weights[file] ?? 100;

const filesOf = (name: string) =>
  pageBudgets(manifest, weigh)
    .find((budget) => budget.name === name)
    ?.files.toSorted();

test('the inbox loads the entry, its page, what both import, and the heaviest language', () => {
  expect(filesOf('scripts of the inbox')).toEqual(['ar.js', 'base.js', 'inbox.js', 'index.js']);
  expect(filesOf('styles of the inbox')).toEqual(['base.css']);
});

test('every other part has a budget of its own', () => {
  expect(filesOf('the part labels.js')).toEqual(['labels.js']);
  expect(filesOf('the part base.js')).toBeUndefined();
});

test('the words of a language count together, over all parts', () => {
  expect(filesOf('words of one language')).toEqual(['pseudo.js']);
  const spoken = Object.fromEntries(Object.entries(manifest).filter(([name]) => !name.endsWith('en-XA')));
  const words = pageBudgets(spoken, weigh).find(({ name }) => name === 'words of one language');
  expect(words?.files.toSorted()).toEqual(['ar.js', 'settings-ar.js']);
});
