import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the pages that are tested are those that are delivered, without what libraries check while developing', () => {
  const folder = fileURLToPath(new URL('../../build/dashboard/app-assets/', import.meta.url));
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const isForDeveloping = (name: string) => readFileSync(folder + name, 'utf8').includes('jsxDEV');
  expect(scripts.length).toBeGreaterThan(10);
  expect(scripts.filter(isForDeveloping)).toEqual([]);
});
