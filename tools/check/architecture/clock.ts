import type { Node } from 'oxc-parser';
import { isIdentifier, isMember, nodesOf } from '../syntax.ts';
import { isTest } from '../tree.ts';
import { fileRule } from './rule.ts';

export const clock = fileRule({
  name: 'clock',
  says: 'ask ctx.now(): a hidden clock cannot be set by a test',
  concerns: ({ path }) => /^server\/src\/(features|subscribers)\//.test(path) && !isTest(path),
  look: ({ program }) => {
    const spots = [...nodesOf(program)].filter(({ node }) => readsClock(node));
    return { looked: 1, spots: spots.map(({ node }) => ({ offset: node.start })) };
  },
});

function readsClock(node: Node): boolean {
  if (node.type === 'NewExpression') return isIdentifier(node.callee, 'Date') && node.arguments.length === 0;
  if (node.type === 'CallExpression') return isIdentifier(node.callee, 'Date');
  return isMember(node, 'Date', 'now');
}
