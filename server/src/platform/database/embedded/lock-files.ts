import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './errors.ts';
import { type Endpoint, hasSocket, type Place, SOCKET_PORT, socketEndpoint } from './place.ts';
import { isAlive, isPostmaster } from './process.ts';

const POSTMASTER_FILE = 'postmaster.pid';
const PORT_LINE = 3;
const STATUS_LINE = 7;

/** What a living server says of itself in its lock file. */
interface Presence {
  endpoint: Endpoint;
  is_ready: boolean;
}

export async function findServer(place: Place): Promise<Presence | undefined> {
  const text = await readLock(join(place.cluster, POSTMASTER_FILE));
  // A port that is left over may belong to a stranger by now, who must not be shown a password.
  if (text === undefined || !isPostmaster(pidIn(text), place.cluster)) return undefined;
  const lines = text.split('\n');
  const loopback = { host: '127.0.0.1', port: Number(lines[PORT_LINE]) };
  return {
    endpoint: hasSocket(place) ? socketEndpoint(place) : loopback,
    is_ready: lines[STATUS_LINE]?.trim() === 'ready',
  };
}

/**
 * PostgreSQL takes a lock file for valid while any process of its user has the number in it. After a crash that
 * may be a stranger, and then it would never start again.
 */
export async function removeForeignLocks(place: Place): Promise<void> {
  for (const name of [POSTMASTER_FILE, `.s.PGSQL.${SOCKET_PORT}.lock`]) {
    const path = join(place.cluster, name);
    const text = await readLock(path);
    if (text === undefined) continue;
    const pid = pidIn(text);
    if (isAlive(pid) && !isPostmaster(pid, place.cluster)) await removeLock(path, text);
  }
}

/** Takes the file away before it looks again: a server that starts in between gets its own file back. */
async function removeLock(path: string, expected: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== expected) await link(aside, path);
    await rm(aside, { force: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function pidIn(text: string): number {
  return Number.parseInt(text, 10) || 0;
}
