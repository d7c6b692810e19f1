import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { startEmbeddedDatabase } from './embedded.ts';
import {
  cleanUp,
  cleanUpKept,
  emptyFolder,
  eventually,
  isRoot,
  postmasterOf,
  query,
  silent,
  takeSeatElsewhere,
  usedFolder,
} from './fixtures/harness.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });
afterEach(cleanUp);
afterAll(cleanUpKept);

const start = (data_dir: string) => startEmbeddedDatabase({ data_dir, role: 'owner', log: silent });
const COUNT = 'SELECT count(*)::int AS rows FROM notes';

async function fill(connection_string: string): Promise<void> {
  await query(connection_string, `INSERT INTO notes SELECT 'note ' || n FROM generate_series(1, 500) n`);
}

test('after the program is killed the next one uses the server that lives on', async () => {
  const folder = await usedFolder();
  const seat = takeSeatElsewhere(folder, 'owner');
  const { connection_string = '' } = await seat.answer;
  await fill(connection_string);
  const server = postmasterOf(folder);
  await seat.kill('SIGKILL');

  const database = await start(folder);
  expect(postmasterOf(folder)).toBe(server);
  expect(await query(database.connection_string, COUNT)).toEqual([{ rows: 500 }]);
  await database.stop();
  expect(postmasterOf(folder)).toBeUndefined();
});

test('after program and server are killed the next start recovers', async () => {
  const folder = await usedFolder();
  const seat = takeSeatElsewhere(folder, 'owner');
  await fill((await seat.answer).connection_string ?? '');
  process.kill(postmasterOf(folder) ?? 0, 'SIGKILL');
  await seat.kill('SIGKILL');

  const database = await start(folder);
  expect(await query(database.connection_string, COUNT)).toEqual([{ rows: 500 }]);
  await database.stop();
});

test('a server that is killed comes back by itself at the same address', async () => {
  const folder = await usedFolder();
  const database = await start(folder);
  for (let round = 1; round <= 2; round++) {
    await fill(database.connection_string);
    const server = postmasterOf(folder);
    process.kill(server ?? 0, 'SIGKILL');
    const rows = await eventually(() => query(database.connection_string, COUNT));
    expect(rows).toEqual([{ rows: 500 * round }]);
    expect(postmasterOf(folder)).not.toBe(server);
  }
  const locked = await eventually(async () => (await takeSeatElsewhere(folder, 'owner').answer).refused);
  expect(locked).toContain(`process ${process.pid}`);
  await database.stop();
  expect(postmasterOf(folder)).toBeUndefined();
});

test('a program that stops while the server comes back leaves no server behind', async () => {
  const folder = await usedFolder();
  for (const pause_ms of [0, 15, 40, 90, 180]) {
    const database = await start(folder);
    process.kill(postmasterOf(folder) ?? 0, 'SIGKILL');
    await sleep(pause_ms);
    await database.stop();
    await sleep(100);
    expect(postmasterOf(folder)).toBeUndefined();
  }
});

test('of first starts that race exactly one wins, and the database is sound', async () => {
  const folder = emptyFolder();
  const seats = Array.from({ length: 4 }, () => takeSeatElsewhere(folder, 'owner'));
  const answers = await Promise.all(seats.map((seat) => seat.answer));
  const winners = answers.filter((answer) => answer.connection_string !== undefined);
  expect(winners).toHaveLength(1);
  expect(answers.filter((answer) => answer.refused?.startsWith('DataDirectoryInUse'))).toHaveLength(3);
  await query(winners[0]?.connection_string ?? '', 'CREATE TABLE notes AS SELECT 1 AS n');
  await Promise.all(seats.map((seat) => seat.kill('SIGTERM')));
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
  await (await start(folder)).stop();
});

test('a kill during the first start leaves nothing half made', async () => {
  const folder = emptyFolder();
  const seat = takeSeatElsewhere(folder, 'owner');
  seat.answer.catch(() => undefined);
  const workshop = join(folder, 'postgres.new');
  await eventually(() => readdirSync(workshop).some((name) => existsSync(join(workshop, name, 'base', '1'))));
  await seat.kill('SIGKILL');
  expect(existsSync(join(folder, 'postgres'))).toBe(false);

  const database = await start(folder);
  expect(await query(database.connection_string, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.stop();
  expect(existsSync(join(folder, 'postgres.new'))).toBe(false);
});

test('a lock file that names a stranger does not keep the server from starting', async () => {
  const folder = await usedFolder();
  // PostgreSQL fears only processes of its own user.
  const identity = isRoot ? { uid: statSync(join(folder, 'postgres')).uid } : {};
  const stranger = spawn('sleep', ['60'], { ...identity, cwd: '/' });
  try {
    const lines = [
      stranger.pid,
      join(folder, 'postgres'),
      1,
      5432,
      join(folder, 'postgres'),
      '',
      '1 1',
      'ready',
    ];
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`);
    writeFileSync(join(folder, 'postgres', '.s.PGSQL.5432.lock'), `${lines.join('\n')}\n`);
    const database = await start(folder);
    expect(postmasterOf(folder)).not.toBe(stranger.pid);
    expect(stranger.exitCode).toBeNull();
    await database.stop();
  } finally {
    stranger.kill('SIGKILL');
  }
});
