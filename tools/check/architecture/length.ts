import type { ArrowFunctionExpression, Function as FunctionNode, Node } from 'oxc-parser';
import { nodesOf, type Visited } from '../syntax.ts';
import { isTest, type SourceFile } from '../tree.ts';
import { fileRule } from './rule.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;

export function fileLines({ text }: SourceFile): number {
  return text.trimEnd().split('\n').length;
}

/** Generated files are as long as what they are made from. */
export function isWritten({ path }: SourceFile): boolean {
  return !/\.generated\.[a-z]+$/.test(path);
}

export const fileLength = fileRule({
  name: 'file-length',
  says: `a file has at most ${FILE_LINES_MAX} lines`,
  concerns: isWritten,
  look: (source) => {
    const lines = fileLines(source);
    const spots =
      lines > FILE_LINES_MAX ? [{ offset: 0, says: `${lines} lines, at most ${FILE_LINES_MAX}` }] : [];
    return { looked: 1, spots };
  },
});

interface MeasuredFunction {
  start: number;
  lines: number;
}

/** Functions with a body of statements; an arrow that is one expression has no length of its own worth a number. */
export function functionsOf(source: SourceFile): MeasuredFunction[] {
  const measured: MeasuredFunction[] = [];
  for (const visited of nodesOf(source.program)) {
    const { node } = visited;
    if (!isFunction(node) || node.body?.type !== 'BlockStatement' || isSuite(source, visited)) continue;
    measured.push({ start: node.start, lines: source.text.slice(node.start, node.end).split('\n').length });
  }
  return measured;
}

function isFunction(node: Node): node is FunctionNode | ArrowFunctionExpression {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** The function given to describe() is a chapter of tests, not a function that somebody has to follow. */
function isSuite({ path, text }: SourceFile, { parent }: Visited): boolean {
  if (!isTest(path) || parent?.type !== 'CallExpression') return false;
  return /^describe\b/.test(text.slice(parent.callee.start, parent.callee.end));
}

export const functionLength = fileRule({
  name: 'function-length',
  says: `a function has at most ${FUNCTION_LINES_MAX} lines`,
  concerns: isWritten,
  look: (source) => {
    const functions = functionsOf(source);
    const spots = functions
      .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
      .map(({ start, lines }) => ({ offset: start, says: `${lines} lines, at most ${FUNCTION_LINES_MAX}` }));
    return { looked: functions.length, spots };
  },
});
