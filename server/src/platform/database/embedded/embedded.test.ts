import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DataDirectoryInUse, type EmbeddedDatabase, startEmbeddedDatabase } from './embedded.ts';
import {
  canMakeUsers,
  cleanUp,
  cleanUpKept,
  emptyFolder,
  isRoot,
  keep,
  postmasterOf,
  query,
  silent,
  takeSeatElsewhere,
  usedFolder,
} from './fixtures/harness.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });
afterEach(cleanUp);
afterAll(cleanUpKept);

const start = (data_dir: string, role: 'owner' | 'guest' = 'owner') =>
  startEmbeddedDatabase({ data_dir, role, log: silent });

test('what the first start stored is there at the second', async () => {
  const folder = emptyFolder();
  const first = await start(folder);
  await query(first.connection_string, `CREATE TABLE notes AS SELECT 'kept' AS words`);
  await first.stop();
  expect(postmasterOf(folder)).toBeUndefined();

  const second = await start(folder);
  expect(await query(second.connection_string, 'SELECT words FROM notes')).toEqual([{ words: 'kept' }]);
  expect(second.connection_string).toBe(first.connection_string);
  await second.stop();
});

describe('a running server', () => {
  let database: EmbeddedDatabase;
  let folder: string;
  let connection_string: string;

  beforeAll(async () => {
    folder = await usedFolder();
    keep(folder);
    database = await start(folder);
    connection_string = database.connection_string;
  });
  afterAll(() => database.stop());

  test('the server promises durability, listens on its socket alone and counts in UTC', async () => {
    const rows = await query(
      connection_string,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
     'data_checksums', 'listen_addresses', 'server_encoding', 'TimeZone', 'autovacuum', 'jit')`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      autovacuum: 'on',
      jit: 'off',
    });
  });

  test('words are sorted alike on every machine', async () => {
    expect(
      await query(
        connection_string,
        'SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()',
      ),
    ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
  });

  test('the desk is no superuser, and may make the extensions that it needs', async () => {
    expect(
      await query(connection_string, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([{ rolsuper: false }]);
    await query(connection_string, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');
  });

  test('nobody enters without the password, not even over the socket', async () => {
    const wrong = connection_string.replace(/:[^:@/]+@/, ':guess@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  test.runIf(isRoot)('a program that runs as root has the server run by another user', async () => {
    expect(statSync(`/proc/${postmasterOf(folder)}`).uid).not.toBe(0);
    expect(statSync(join(folder, 'postgres')).uid).not.toBe(0);
    expect(statSync(join(folder, 'postgres.log')).uid).toBe(0);
  });
});

test('the password file is readable for the program alone', async () => {
  const folder = await usedFolder();
  const file = statSync(join(folder, 'postgres-password'));
  expect(file.mode & 0o777).toBe(0o600);
  expect(file.uid).toBe(process.getuid?.());
});

test('a second owner is refused and told which process is there', async () => {
  const folder = await usedFolder();
  const database = await start(folder);
  const { refused } = await takeSeatElsewhere(folder, 'owner').answer;
  expect(refused).toBe(
    `DataDirectoryInUse: Another Porchlight (process ${process.pid}) is already using the data folder ${folder}. Stop it, or set DATA_DIR to another folder.`,
  );
  await expect(start(folder)).rejects.toBeInstanceOf(DataDirectoryInUse);
  expect(await query(database.connection_string, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.stop();
});

test('an owner may come when the one before has left', async () => {
  const folder = await usedFolder();
  await (await start(folder)).stop();
  const database = await start(folder);
  await database.stop();
});

test('a guest beside the owner does not stop the server', async () => {
  const folder = await usedFolder();
  const owner = await start(folder);
  const server = postmasterOf(folder);
  const guest = takeSeatElsewhere(folder, 'guest');
  expect((await guest.answer).connection_string).toBe(owner.connection_string);
  await guest.kill('SIGTERM');
  expect(postmasterOf(folder)).toBe(server);
  expect(await query(owner.connection_string, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await owner.stop();
});

test('a guest alone stops the server that it started', async () => {
  const folder = await usedFolder();
  const guest = takeSeatElsewhere(folder, 'guest');
  const { connection_string = '' } = await guest.answer;
  expect(await query(connection_string, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await guest.kill('SIGTERM');
  expect(postmasterOf(folder)).toBeUndefined();
});

test('the owner leaves a server that a guest still uses, and the guest stops it', async () => {
  const folder = await usedFolder();
  const owner = await start(folder);
  const guest = await start(folder, 'guest');
  await owner.stop();
  expect(await query(guest.connection_string, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await guest.stop();
  expect(postmasterOf(folder)).toBeUndefined();
});

test('stopping twice is stopping once', async () => {
  const database = await start(await usedFolder());
  await Promise.all([database.stop(), database.stop()]);
  await database.stop();
});

test('a folder whose name is too long for a socket is served on loopback, at the same address each time', async () => {
  const folder = join(emptyFolder(), 'x'.repeat(90));
  renameSync(await usedFolder(), folder);
  const first = await start(folder);
  expect(first.connection_string).toMatch(/@127\.0\.0\.1:\d+\/porchlight$/);
  expect(await query(first.connection_string, 'SHOW listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ]);
  const guest = await start(folder, 'guest');
  expect(guest.connection_string).toBe(first.connection_string);
  await guest.stop();
  await first.stop();
  const second = await start(folder);
  expect(second.connection_string).toBe(first.connection_string);
  await second.stop();
});

test.runIf(canMakeUsers)('a folder that only root may enter is served from a user namespace', async () => {
  const folder = join(emptyFolder(), 'closed');
  mkdirSync(folder, { mode: 0o700 });
  const database = await start(folder);
  const server = postmasterOf(folder);
  expect(readFileSync(`/proc/${server}/uid_map`, 'utf8').trim()).toMatch(/^65534\s+0\s+1$/);
  expect(readlinkSync(`/proc/${server}/ns/user`)).not.toBe(readlinkSync('/proc/self/ns/user'));
  await database.stop();
  await (await start(folder)).stop();
});

test.runIf(isRoot)('an ordinary user runs the server as itself', async () => {
  const folder = await usedFolder();
  execFileSync('chown', ['-R', '65534:65534', folder]);
  const seat = takeSeatElsewhere(folder, 'owner', { uid: 65534, gid: 65534 });
  expect((await seat.answer).refused).toBeUndefined();
  expect(statSync(`/proc/${postmasterOf(folder)}`).uid).toBe(65534);
  await seat.kill('SIGTERM');
  expect(postmasterOf(folder)).toBeUndefined();
});

test.runIf(isRoot)('a folder that cannot be written is told', async () => {
  const folder = emptyFolder();
  const { refused } = await takeSeatElsewhere(folder, 'owner', { uid: 65534, gid: 65534 }).answer;
  expect(refused).toContain(`The data folder ${folder} cannot be read and written by user 65534.`);
});
