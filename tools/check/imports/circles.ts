import { type Graph, isProduct } from './graph.ts';
import { featureOf } from './place.ts';

/** Nodes that reach each other, in the order of one way round. */
export interface Circles {
  looked: number;
  ways: string[][];
}

type Links = Map<string, Set<string>>;

/** Types count too: a circle of types is as hard to read, and to move, as a circle of code. */
export function circlesOfModules({ edges }: Graph): Circles {
  const links: Links = new Map();
  for (const { from, to } of edges) if (to && isProduct(from) && isProduct(to)) link(links, from, to);
  return circlesIn(links);
}

export function circlesOfFeatures({ edges }: Graph): Circles {
  const links: Links = new Map();
  for (const { from, to } of edges) {
    const [lower, higher] = [featureOf(to ?? ''), featureOf(from)];
    if (to && isProduct(from) && isProduct(to) && lower && higher && lower !== higher)
      link(links, higher, lower);
  }
  return circlesIn(links);
}

function link(links: Links, from: string, to: string): void {
  const known = links.get(from) ?? new Set();
  links.set(from, known.add(to));
}

function circlesIn(links: Links): Circles {
  const ways: string[][] = [];
  const told = new Set<string>();
  for (const start of links.keys()) {
    if (told.has(start)) continue;
    const way = wayBack(start, links);
    for (const node of way) told.add(node);
    if (way.length > 0) ways.push([...way, start]);
  }
  return { looked: links.size, ways };
}

/** The shortest way from a node back to itself, breadth first; empty when there is none. */
function wayBack(start: string, links: Links): string[] {
  const reachedFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of links.get(node) ?? []) {
      if (next === start) return wayTo(node, start, reachedFrom);
      if (reachedFrom.has(next)) continue;
      reachedFrom.set(next, node);
      queue.push(next);
    }
  }
  return [];
}

function wayTo(end: string, start: string, reachedFrom: Map<string, string>): string[] {
  const way = [end];
  for (let node = end; node !== start; ) {
    node = reachedFrom.get(node) ?? start;
    way.unshift(node);
  }
  return way;
}
