import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomToken } from './crypto/tokens.ts';

/** The secret key kept in the data folder; made there on the first start. */
export async function keepSecretKey(data_dir: string): Promise<string> {
  const path = join(data_dir, 'secret-key');
  const kept = await readKey(path);
  if (kept !== undefined) return kept;
  await mkdir(data_dir, { recursive: true });
  try {
    await writeFile(path, `${randomToken(64)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const made = await readKey(path);
  if (made === undefined) throw new Error(`The secret key in ${path} could not be read`);
  return made;
}

async function readKey(path: string): Promise<string | undefined> {
  try {
    const key = (await readFile(path, 'utf8')).trim();
    if (key.length >= 32) return key;
    throw new Error(
      `The secret key in ${path} is damaged: put the file back from a backup, or set SECRET_KEY`,
    );
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
