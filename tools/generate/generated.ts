import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a generator found. */
export interface Generated {
  /** How many files it looked at. */
  compared: number;
  /** What would be written, to be read by people; nothing when all is up to date. */
  outdated: string[];
  write(): Promise<void>;
}

/** A file whose whole text is generated. */
export async function wholeFile(root: string, path: string, text: string): Promise<Generated> {
  const kept = await readFile(join(root, path), 'utf8').catch(() => '');
  const outdated = kept === text ? [] : [path];
  return { compared: 1, outdated, write: () => writeFile(join(root, path), text) };
}

/** The part of a file between `<!-- NAME: generated -->` and `<!-- NAME: end -->`. */
export async function partOfFile(root: string, path: string, name: string, text: string): Promise<Generated> {
  const [opening, closing] = [`<!-- ${name}: generated -->`, `<!-- ${name}: end -->`];
  const kept = await readFile(join(root, path), 'utf8');
  const from = kept.indexOf(opening);
  const to = kept.indexOf(closing);
  if (from === -1 || to < from) throw new Error(`${path} lacks the marks ${opening} and ${closing}`);
  return wholeFile(root, path, `${kept.slice(0, from)}${opening}\n${text}\n${kept.slice(to)}`);
}
