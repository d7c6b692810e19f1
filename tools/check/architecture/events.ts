import type { Node } from 'oxc-parser';
import { nodesOf } from '../syntax.ts';
import type { SourceFile, Tree } from '../tree.ts';
import type { ArchitectureRule, Judgement } from './rule.ts';

const EVENTS = 'contract/src/events.ts';

/**
 * The list is `export const events`, whose entries are named by key or by text. That each has a presenter is a
 * matter of types, for the map of presenters is keyed by them; that each has a line for its reader is asked here.
 */
export const eventLines: ArchitectureRule = {
  name: 'event-lines',
  says: 'every event has a line in docs/',
  judge: ({ sources, texts }: Tree): Judgement => {
    const source = sources.find(({ path }) => path === EVENTS);
    const events = source ? eventsIn(source) : [];
    const docs = [...texts].filter(([path]) => /^docs\/.*\.md$/.test(path)).map(([, text]) => text);
    const findings = events
      .filter((event) => !docs.some((text) => text.includes(`\`${event}\``)))
      .map((event) => ({
        path: EVENTS,
        line: 1,
        rule: 'event-lines',
        says: `no line in docs/ names \`${event}\``,
      }));
    return { looked: events.length, findings };
  },
};

function eventsIn({ program }: SourceFile): string[] {
  for (const { node } of nodesOf(program)) {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.id.name !== 'events')
      continue;
    return node.init ? namesIn(node.init) : [];
  }
  return [];
}

function namesIn(node: Node): string[] {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return namesIn(node.expression);
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap((element) => (element ? namesIn(element) : []));
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap((entry) => (entry.type === 'Property' ? keyOf(entry.key) : []));
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [];
}

function keyOf(key: Node): string[] {
  if (key.type === 'Identifier') return [key.name];
  return key.type === 'Literal' && typeof key.value === 'string' ? [key.value] : [];
}
