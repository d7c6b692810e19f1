import type { Node } from 'oxc-parser';
import { nodesOf } from '../syntax.ts';
import { baseName, isTest } from '../tree.ts';
import { fileRule } from './rule.ts';

/** A row spread into an answer shows each column that somebody adds later, the secret ones too. */
export const presenterSpread = fileRule({
  name: 'presenter-spread',
  says: 'a presenter names each field; spread only a call or a choice between literals',
  concerns: ({ path }) => /(^|-)present(-|$)/.test(baseName(path)) && !isTest(path),
  look: ({ program }) => {
    const nodes = [...nodesOf(program)];
    const literals = nodes.filter(({ node }) => node.type === 'ObjectExpression').length;
    const spots = nodes
      .filter(({ node, parent }) => parent?.type === 'ObjectExpression' && spreadsValue(node))
      .map(({ node }) => ({ offset: node.start }));
    return { looked: literals, spots };
  },
});

function spreadsValue(node: Node): boolean {
  return node.type === 'SpreadElement' && !isNamedFieldByField(node.argument);
}

function isNamedFieldByField(node: Node): boolean {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'AwaitExpression':
      return isNamedFieldByField('argument' in node ? node.argument : node.expression);
    case 'ConditionalExpression':
      return isNamedFieldByField(node.consequent) && isNamedFieldByField(node.alternate);
    case 'LogicalExpression':
      return isNamedFieldByField(node.right);
    default:
      return node.type === 'CallExpression' || node.type === 'ObjectExpression';
  }
}
