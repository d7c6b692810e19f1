import { type Node, visitorKeys } from 'oxc-parser';

/** A node together with the node around it, because the same node may be right in one place and wrong in another. */
export interface Visited {
  node: Node;
  parent: Node | null;
}

export function* nodesOf(node: Node, parent: Node | null = null): Generator<Visited> {
  yield { node, parent };
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
    for (const each of Array.isArray(child) ? child : [child]) if (each) yield* nodesOf(each, node);
  }
}

export function isIdentifier(node: Node | null | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

/** True for `object.property` and for `object['property']`. */
export function isMember(node: Node, object: string, property: string): boolean {
  if (node.type !== 'MemberExpression' || !isIdentifier(node.object, object)) return false;
  if (node.computed) return node.property.type === 'Literal' && node.property.value === property;
  return isIdentifier(node.property, property);
}
