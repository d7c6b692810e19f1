import { closeSync, openSync } from 'node:fs';
import { open, stat, truncate } from 'node:fs/promises';
import type { Place } from './place.ts';

const LOG_BYTES_MAX = 8 * 1024 * 1024;
const TAIL_BYTES = 4096;
const TAIL_LINES = 12;

/** PostgreSQL writes by appending, so the file may be cut while it runs. */
export async function trimLog(place: Place): Promise<void> {
  const size = await logSize(place);
  if (size > LOG_BYTES_MAX) await truncate(place.log_file, 0);
}

export async function logSize(place: Place): Promise<number> {
  return stat(place.log_file).then(
    (file) => file.size,
    () => 0,
  );
}

/** Gives the child its own handle on the log, which outlives this process. */
export function withLogHandle<T>(place: Place, use: (handle: number) => T): T {
  const handle = openSync(place.log_file, 'a', 0o600);
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

/** The last lines that were written after `offset`. */
export async function readTail(place: Place, offset: number): Promise<string> {
  const end = await logSize(place);
  const begin = Math.max(offset, end - TAIL_BYTES, 0);
  if (end <= begin) return '';
  const file = await open(place.log_file, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - begin), 0, end - begin, begin);
    return lastLines(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-TAIL_LINES).join('\n');
}
