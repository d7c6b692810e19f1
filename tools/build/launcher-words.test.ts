import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { launcherWords } from '../../server/src/features/widget/launcher-words.ts';
import { inLocale } from '../../server/src/platform/locale.ts';

const root = new URL('../..', import.meta.url);

test('the bubble says in every language what the chat calls itself there', async () => {
  const files = globSync('widget/src/words/*.ts', { cwd: root.pathname }).filter(
    (path) => !/(catalogue|languages)\.ts$|\.(test|browser)\.ts$/.test(path),
  );
  expect(files.length).toBeGreaterThan(40);
  for (const path of files) {
    const { words } = await import(new URL(path, root).href);
    const expected = { open: words.chatWithUs, close: words.close };
    expect(inLocale(launcherWords, basename(path, '.ts')), path).toEqual(expected);
  }
});
