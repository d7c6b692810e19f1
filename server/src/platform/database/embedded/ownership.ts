import type { Client } from 'pg';
import { DataDirectoryInUse } from './errors.ts';
import { isAlive } from './process.ts';
import { APP_DATABASE, APP_ROLE } from './settings.ts';

/** "porc" in ASCII: the first half of the advisory locks' keys. */
const LOCK_SPACE = 0x706f7263;
const USERS = 1;
const OWNER = 2;
const DEAD_OWNER_MS_MAX = 1_500;

export type Role = 'owner' | 'guest';

export function seatName(role: Role): string {
  return `${APP_ROLE} ${role} ${process.pid}`;
}

/** Every user holds this lock together with the others. False: the last one is just stopping the server. */
export async function joinUsers(client: Client): Promise<boolean> {
  return ask(client, 'SELECT pg_try_advisory_lock_shared($1, $2) AS answer', [LOCK_SPACE, USERS]);
}

/** True when nobody else uses the server; nobody can then join until this connection ends. */
export async function leaveAsLast(client: Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock_all()');
  return ask(client, 'SELECT pg_try_advisory_lock($1, $2) AS answer', [LOCK_SPACE, USERS]);
}

/** The lock lives in the server and dies with the connection, so a killed owner leaves nothing behind. */
export async function claimOwnership(client: Client, data_dir: string): Promise<void> {
  const deadline = Date.now() + DEAD_OWNER_MS_MAX;
  while (!(await ask(client, 'SELECT pg_try_advisory_lock($1, $2) AS answer', [LOCK_SPACE, OWNER]))) {
    const holder = await findOwner(client);
    // The server needs a moment to notice that a killed owner is gone.
    const isGone = holder === undefined || !isAlive(holder);
    if (!isGone || Date.now() > deadline) throw new DataDirectoryInUse(data_dir, holder);
    await client.query('SELECT pg_sleep(0.02)');
  }
}

async function findOwner(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND mode = 'ExclusiveLock' AND granted`,
    [LOCK_SPACE, OWNER],
  );
  return Number(rows[0]?.name.split(' ').at(-1)) || undefined;
}

/** The desk's own database and role, which several first starts may want to make at once. */
export async function createDatabase(client: Client, password: string): Promise<void> {
  if (
    await ask(client, 'SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS answer', [APP_DATABASE])
  )
    return;
  await ignoringDuplicates(
    client.query(`CREATE ROLE ${APP_ROLE} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`),
  );
  await client.query(`GRANT pg_monitor, pg_checkpoint TO ${APP_ROLE}`);
  await ignoringDuplicates(client.query(`CREATE DATABASE ${APP_DATABASE} OWNER ${APP_ROLE}`));
}

const DUPLICATES = ['23505', '42710', '42P04'];

async function ignoringDuplicates(query: Promise<unknown>): Promise<void> {
  try {
    await query;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!DUPLICATES.includes(code)) throw error;
  }
}

/** As the server sees itself: the file may be changed by the next one while we look. */
export async function readPostmasterPid(client: Client): Promise<number> {
  const { rows } = await client.query<{ lines: string }>(`SELECT pg_read_file('postmaster.pid') AS lines`);
  return Number.parseInt(rows[0]?.lines ?? '', 10) || 0;
}

async function ask(client: Client, query: string, values: unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(query, values);
  return rows[0]?.answer === true;
}
