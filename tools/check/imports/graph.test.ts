import { expect, test } from 'vitest';
import { parseTree } from '../tree.ts';
import { graphOf } from './graph.ts';

function edgesOf(text: string) {
  const texts = new Map([
    ['server/src/context.ts', text],
    ['server/src/config.ts', ''],
    ['contract/src/labels.ts', ''],
  ]);
  return graphOf(parseTree(texts)).edges.map(({ to, isTypeOnly, leadsTo }) => ({ to, isTypeOnly, leadsTo }));
}

const config = { to: 'server/src/config.ts', leadsTo: 'file' };

test.each([
  ["import { a } from './config.ts'", false],
  ["import './config.ts'", false],
  ["import { a, type B } from './config.ts'", false],
  ["import type { B } from './config.ts'", true],
  ["import { type B } from './config.ts'", true],
  ["export { a } from './config.ts'", false],
  ["export * from './config.ts'", false],
  ["export type { B } from './config.ts'", true],
  ["const a = await import('./config.ts')", false],
  ["type B = import('./config.ts').B", true],
])('%s is seen, and told from a type: %s', (text, isTypeOnly) => {
  expect(edgesOf(text)).toEqual([{ ...config, isTypeOnly }]);
});

test('a workspace named by its package leads to its source', () => {
  expect(edgesOf("import { a } from '@porchlight/contract/labels'")).toEqual([
    { to: 'contract/src/labels.ts', isTypeOnly: false, leadsTo: 'file' },
  ]);
});

test('a missing file leads to nothing, a package out of the tree', () => {
  const edges = edgesOf(
    "import { a } from './gone.ts'; import { b } from '@porchlight/contract/gone'; import { z } from 'zod'",
  );
  expect(edges.map(({ leadsTo }) => leadsTo)).toEqual(['nothing', 'nothing', 'package']);
});
