import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FIRST, partsOf } from './words.ts';

const source = fileURLToPath(new URL('../src', import.meta.url));
const read = (path: string) => readFileSync(path, 'utf8');

const later = [...partsOf(resolve(source, 'words')).keys()].filter((part) => part !== FIRST);

/** All modules that come with these: what they import, but not what they fetch when it is wanted. */
function modulesWith(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, from = ''] of read(path).matchAll(
      /^(?:import|export|\}) ?[^;]*?from '(\.[^']+\.tsx?)';$/gm,
    ))
      add(resolve(dirname(path), from));
  };
  for (const entry of entries) add(resolve(source, entry));
  return [...found];
}

/** Routes name the words of their pages, which their loaders bring. */
const isRoute = (path: string) => /route\.tsx?$/.test(path);

/** The names of sentences that come with pages. */
const laterWordsIn = (text: string): string[] =>
  (text.match(/'\w+\.\w+'/g) ?? [])
    .map((literal) => literal.slice(1, -1))
    .filter((name) => later.includes(name.split('.')[0] ?? ''));

test('what comes with the first page says nothing whose words come later', () => {
  const modules = modulesWith(['app/main.tsx', 'conversations/conversations-page.tsx']);
  const paths = modules.map((path) => relative(source, path));
  expect(paths).toContain('conversations/viewing/viewer-stack.tsx');
  expect(paths).not.toContain('conversations/thread/thread-pane.tsx');
  const wrong = modules
    .filter((path) => !isRoute(path))
    .flatMap((path) => laterWordsIn(read(path)).map((name) => `${relative(source, path)}: ${name}`));
  expect(wrong).toEqual([]);
});
