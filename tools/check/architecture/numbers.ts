import { nodesOf } from '../syntax.ts';
import { isTest, type SourceFile, type Tree } from '../tree.ts';
import { fileLines, functionsOf, isWritten } from './length.ts';

/** The numbers to hold: functions p90 ≤ 25 lines, files p90 ≤ 200, `any` 0. Tests are left out. */
export function numbersOf({ sources }: Tree): string {
  const product = sources.filter((source) => isWritten(source) && !isTest(source.path));
  const functions = product.flatMap(functionsOf).map(({ lines }) => lines);
  const files = product.map(fileLines);
  return `functions p90 ${p90(functions)} lines, files p90 ${p90(files)}, any ${product.map(anys).reduce(sum, 0)}`;
}

function anys({ program }: SourceFile): number {
  return [...nodesOf(program)].filter(({ node }) => node.type === 'TSAnyKeyword').length;
}

function p90(lengths: number[]): number {
  const sorted = lengths.toSorted((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0;
}

function sum(left: number, right: number): number {
  return left + right;
}
