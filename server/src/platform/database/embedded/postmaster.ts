import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './errors.ts';
import { removeForeignLocks } from './lock-files.ts';
import { type Endpoint, hasSocket, loopbackPort, type Place, socketEndpoint } from './place.ts';
import { isPostmaster } from './process.ts';
import type { Server } from './server.ts';
import { logSize, readTail, trimLog, withLogHandle } from './server-log.ts';
import { postgresArguments } from './settings.ts';
import { spawnAs } from './unprivileged.ts';

const FAST_MS_MAX = 8_000;
const IMMEDIATE_MS_MAX = 6_000;

/** A postmaster that this process started and that may still turn out to fail. */
export interface Launch {
  hasExited(): boolean;
  /** What it wrote since it was started. */
  lastWords(): Promise<string>;
}

export async function launchPostmaster(server: Server, endpoint: Endpoint): Promise<Launch> {
  const { place, runner, binaries } = server;
  await removeForeignLocks(place);
  await trimLog(place);
  const offset = await logSize(place);
  const child = withLogHandle(place, (handle) =>
    spawnAs(runner, binaries.postgres, postgresArguments(place.cluster, endpoint), handle),
  );
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = String(error);
  });
  child.once('exit', (status, signal) => {
    failure ??= `postgres ended with ${signal ?? `status ${status}`}`;
  });
  // The server lives on when another process still uses it.
  child.unref();
  return {
    hasExited: () => failure !== undefined,
    lastWords: async () => (await readTail(place, offset)) || failure || '',
  };
}

export function newEndpoint(place: Place, ports_tried: number): Endpoint {
  if (hasSocket(place)) return socketEndpoint(place);
  return { host: '127.0.0.1', port: loopbackPort(place, ports_tried) };
}

/** Ends the server that serves this cluster: politely first, then at once; both lose nothing that was committed. */
export async function stopPostmaster(server: Server, pid: number): Promise<void> {
  const { place, log } = server;
  if (!isPostmaster(pid, place.cluster)) {
    log.warn({ pid }, 'PostgreSQL was left running, because it was started in another container or machine');
    return;
  }
  if (process.platform === 'win32') return stopOnWindows(server);
  if (await endWith(pid, 'SIGINT', place, FAST_MS_MAX)) return;
  log.warn({ pid }, 'PostgreSQL did not stop in time and is ended at once; the next start recovers');
  if (await endWith(pid, 'SIGQUIT', place, IMMEDIATE_MS_MAX)) return;
  log.error({ pid }, 'PostgreSQL does not stop; the next start uses it as it is');
}

async function endWith(
  pid: number,
  signal: NodeJS.Signals,
  place: Place,
  timeout_ms: number,
): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true;
    throw error;
  }
  const deadline = Date.now() + timeout_ms;
  while (isPostmaster(pid, place.cluster)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/** Windows knows no signals; PostgreSQL brings its own there. */
function stopOnWindows({ place, binaries }: Server): void {
  spawnSync(binaries.pg_ctl, ['stop', '-D', place.cluster, '-m', 'fast', '-t', '8'], { windowsHide: true });
}
