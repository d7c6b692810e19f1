import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Texts } from './tree.ts';

/** Lends a new folder for as long as `use` runs: a planted case for a whole program needs real files. */
export async function withFolder<Result>(
  use: (folder: string) => Promise<Result>,
  within = tmpdir(),
): Promise<Result> {
  mkdirSync(within, { recursive: true });
  const folder = mkdtempSync(join(within, 'planted-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeTexts(folder: string, texts: Texts): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
