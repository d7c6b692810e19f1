import type { Node } from 'oxc-parser';
import { isTest, type SourceFile } from '../tree.ts';
import { fileRule } from './rule.ts';

const PUBLIC = /^(contract\/src\/|client\/src\/sdk\/|channels\/src\/port\.ts$)/;
const PROMISES = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSDeclareFunction',
]);

export const docstrings = fileRule({
  name: 'docstrings',
  says: 'what others build on has a docstring: what it promises, units, errors, source of the fact',
  concerns: (source) =>
    PUBLIC.test(source.path) && !isTest(source.path) && !/\.generated\.ts$/.test(source.path),
  look: (source) => {
    const exported = source.program.body.filter(isPromise);
    const bare = exported.filter(({ start }) => !hasDocstring(source, start));
    return {
      looked: exported.length,
      spots: bare.map(({ start }) => ({ offset: start, says: bareAt(source, start) })),
    };
  },
});

/** Shows the first words of what is bare, so that a list of complaints reads without opening files. */
function bareAt({ text }: SourceFile, start: number): string {
  const [words = ''] = text.slice(start).split(/[=({:\n]/, 1);
  return `\`${words.trim()}\` has no docstring: what does it promise, in which units, with which errors?`;
}

function isPromise(node: Node): boolean {
  return node.type === 'ExportNamedDeclaration' && PROMISES.has(node.declaration?.type ?? '');
}

function hasDocstring({ comments, text }: SourceFile, start: number): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && end <= start && !text.slice(end, start).trim(),
  );
}
