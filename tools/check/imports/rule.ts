import type { Edge } from './graph.ts';

/** `concerns` chooses the imports that a rule looks at; `allows` answers for one of them. */
export interface EdgeRule {
  name: string;
  says: string;
  concerns(edge: Edge): boolean;
  allows(edge: Edge): boolean;
}
