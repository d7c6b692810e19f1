import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError, errorCode, explain } from './errors.ts';
import { exists, type Place } from './place.ts';
import { isAlive } from './process.ts';
import type { Server } from './server.ts';
import { lastLines } from './server-log.ts';
import { initdbArguments } from './settings.ts';
import { spawnAs } from './unprivileged.ts';

const TURN_MS_MAX = 60_000;
const UNNAMED_TURN_MS_MAX = 2_000;
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 20 };
/** In a container the next start often has the process id of the one that was killed. */
const SELF = `${process.pid} ${randomUUID()}`;

/** Makes the cluster when there is none. A kill at any moment leaves either none or a whole one. */
export async function initialiseCluster(server: Server): Promise<void> {
  try {
    while (!(await hasCluster(server))) {
      await refuseOtherContent(server.place);
      if (await takeTurn(server.place)) await makeCluster(server);
      else await waitForTurn(server.place);
    }
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw explain(server.place.data_dir, String(error), error);
  }
}

async function hasCluster({ place, binaries }: Server): Promise<boolean> {
  const found = await readVersion(place.cluster);
  if (found === undefined) return false;
  if (found === binaries.major) return true;
  throw new EmbeddedDatabaseError(
    `The database in ${place.cluster} was made by PostgreSQL ${found}, and this Porchlight brings PostgreSQL ${binaries.major}. Start the Porchlight release that made it, or set DATABASE_URL to a PostgreSQL server that holds a copy of the data.`,
  );
}

async function readVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function refuseOtherContent(place: Place): Promise<void> {
  const names = await readdir(place.cluster).catch(() => []);
  // Looked at again, because another first start may have put its cluster there in between.
  if (names.length > 0 && (await readVersion(place.cluster)) === undefined) throw inTheWay(place);
}

/** The turn only saves work; that one cluster wins is decided by the rename at the end. */
async function takeTurn(place: Place): Promise<boolean> {
  try {
    await mkdir(place.workshop, { mode: 0o711 });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(place.workshop, 'holder'), SELF, { mode: 0o600 });
  return true;
}

async function waitForTurn(place: Place): Promise<void> {
  const since = Date.now();
  while (await exists(place.workshop)) {
    if (await isAbandoned(place, since)) return clearWorkshop(place);
    await sleep(50);
  }
}

async function isAbandoned(place: Place, since: number): Promise<boolean> {
  const waited_ms = Date.now() - since;
  const holder = await readHolder(place);
  if (holder === '') return waited_ms > UNNAMED_TURN_MS_MAX;
  if (waited_ms > TURN_MS_MAX) return true;
  const pid = Number.parseInt(holder, 10);
  return pid === process.pid ? holder !== SELF : !isAlive(pid);
}

/** Renamed first, so that of two who clear it at once neither deletes what the other has just begun. */
async function clearWorkshop(place: Place): Promise<void> {
  const rubbish = `${place.workshop}.${process.pid}`;
  try {
    await rename(place.workshop, rubbish);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await rm(rubbish, REMOVE);
}

async function makeCluster(server: Server): Promise<void> {
  const { place, log } = server;
  const begun = Date.now();
  // A new name each time: the initdb of a start that was killed runs on, and clears its folder when it fails.
  const draft = join(place.workshop, `cluster-${randomUUID()}`);
  try {
    // The one whose turn it was before may have finished just now.
    if (await hasCluster(server)) return;
    await mkdir(draft, { mode: 0o700 });
    const password_file = join(place.workshop, 'password');
    await writeFile(password_file, server.password, { mode: 0o600 });
    await giveAway(server, draft);
    await giveAway(server, password_file);
    await runInitdb(server, draft, password_file);
    await moveToPlace(place, draft);
    log.info({ data_dir: place.data_dir, ms: Date.now() - begun }, 'made a new PostgreSQL database');
  } finally {
    if ((await readHolder(place)) === SELF) await rm(place.workshop, REMOVE);
  }
}

async function readHolder(place: Place): Promise<string> {
  return readFile(join(place.workshop, 'holder'), 'utf8').catch(() => '');
}

async function giveAway({ runner }: Server, path: string): Promise<void> {
  if (runner.kind === 'account') await chown(path, runner.uid, runner.gid);
}

async function runInitdb(server: Server, draft: string, password_file: string): Promise<void> {
  const { runner, binaries, place } = server;
  const child = spawnAs(runner, binaries.initdb, initdbArguments(draft, password_file), 'pipe');
  const said: string[] = [];
  child.stdout?.on('data', (chunk) => said.push(String(chunk)));
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const status = await new Promise((resolve) => {
    child.once('error', (error) => resolve(String(error)));
    child.once('close', resolve);
  });
  if (status === 0) return;
  if (isForeignBinary(binaries.initdb)) throw foreignBinary();
  throw explain(place.data_dir, lastLines(`${said.join('')}\ninitdb: ${status}`));
}

/** The loader that the binaries name is not there: the system has another C library than glibc. */
function isForeignBinary(binary: string): boolean {
  return errorCode(spawnSync(binary, ['--version']).error) === 'ENOENT';
}

function foreignBinary(): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'The embedded PostgreSQL needs glibc, which this system (Alpine, for example) does not have. Set DATABASE_URL to a PostgreSQL server of your own, or use an image with glibc.',
  );
}

async function moveToPlace(place: Place, draft: string): Promise<void> {
  try {
    await rename(draft, place.cluster);
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (!['EEXIST', 'ENOTEMPTY', 'EBUSY', 'EPERM'].includes(code)) throw error;
    if ((await readVersion(place.cluster)) !== undefined) return;
    throw inTheWay(place, error);
  }
  await syncFolder(place.data_dir);
}

function inTheWay(place: Place, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The folder ${place.cluster} is in the way: it holds other things than a PostgreSQL database, or is a mount of its own. Move it away, or set DATA_DIR to another folder.`,
    { cause },
  );
}

/** The rename itself has to survive a power cut. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
