import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the program: the one above that has the migrations, for the sources as for the bundle. */
export const PROGRAM_DIR = findProgram(dirname(fileURLToPath(import.meta.url)));

export const MIGRATIONS_DIR = join(PROGRAM_DIR, 'server/migrations');

export const VERSION: string = (
  JSON.parse(readFileSync(join(PROGRAM_DIR, 'package.json'), 'utf8')) as { version: string }
).version;

function findProgram(folder: string): string {
  if (existsSync(join(folder, 'server/migrations/meta/_journal.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The folder server/migrations was not found beside the program');
  return findProgram(above);
}
