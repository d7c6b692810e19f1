import type { Node } from 'oxc-parser';
import { isIdentifier, isMember, nodesOf } from '../syntax.ts';
import { isTest } from '../tree.ts';
import { fileRule } from './rule.ts';

/** The environment is read once, here. Programs around the product (tools, bin, tests) read their own. */
const READS_ENVIRONMENT = /^(server\/src\/config\.ts$|tools\/|bin\/|[^/]+\.config\.[a-z]+$)/;

export const environment = fileRule({
  name: 'environment',
  says: 'process.env is read in server/src/config.ts alone',
  concerns: ({ path }) => !READS_ENVIRONMENT.test(path) && !isTest(path),
  look: ({ program }) => {
    const spots = [...nodesOf(program)].filter(({ node }) => takesEnvironment(node));
    return { looked: 1, spots: spots.map(({ node }) => ({ offset: node.start })) };
  },
});

function takesEnvironment(node: Node): boolean {
  if (isMember(node, 'process', 'env')) return true;
  if (node.type === 'MemberExpression')
    return isIdentifier(node.property, 'env') && isMember(node.object, 'globalThis', 'process');
  if (node.type === 'VariableDeclarator')
    return isIdentifier(node.init, 'process') && node.id.type === 'ObjectPattern';
  if (node.type !== 'ImportDeclaration' || !/^(node:)?process$/.test(node.source.value)) return false;
  return node.specifiers.some(
    (specifier) => specifier.type === 'ImportSpecifier' && isIdentifier(specifier.imported, 'env'),
  );
}
