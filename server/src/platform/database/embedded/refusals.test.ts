import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { findPackage, repairSymlinks } from './binaries.ts';
import { EmbeddedDatabaseError, startEmbeddedDatabase } from './embedded.ts';
import { canMount, cleanUp, cleanUpKept, emptyFolder, silent, usedFolder } from './fixtures/harness.ts';
import { hasSocket, loopbackPort, placeAt } from './place.ts';
import { connectionString, postgresArguments } from './settings.ts';
import { findClosedFolders, pickAccount } from './unprivileged.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });
afterEach(cleanUp);
afterAll(cleanUpKept);

async function refusalOf(data_dir: string): Promise<string> {
  const failure = await startEmbeddedDatabase({ data_dir, role: 'owner', log: silent }).catch(
    (error) => error,
  );
  expect(failure).toBeInstanceOf(EmbeddedDatabaseError);
  return failure.message;
}

test('a database of another PostgreSQL version is not opened', async () => {
  const folder = await usedFolder();
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
  expect(await refusalOf(folder)).toMatch(
    /made by PostgreSQL 17, and this Porchlight brings PostgreSQL 18\./,
  );
});

test('a lost password is told with the file to restore', async () => {
  const folder = await usedFolder();
  rmSync(join(folder, 'postgres-password'));
  expect(await refusalOf(folder)).toContain(`Restore ${folder}/postgres-password from the backup`);
});

test('a wrong password is told with the file that holds it', async () => {
  const folder = await usedFolder();
  writeFileSync(join(folder, 'postgres-password'), 'guess\n');
  expect(await refusalOf(folder)).toContain(`The password in ${folder}/postgres-password is not the one`);
});

test('a folder that is no database is not overwritten', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'holiday.jpg'), '');
  expect(await refusalOf(folder)).toContain(`The folder ${folder}/postgres is in the way`);
  expect(statSync(join(folder, 'postgres', 'holiday.jpg')).isFile()).toBe(true);
});

test('what PostgreSQL said last is in the refusal', async () => {
  const folder = await usedFolder();
  writeFileSync(join(folder, 'postgres', 'postgresql.conf'), 'shared_buffers = plenty\n');
  expect(await refusalOf(folder)).toMatch(
    /did not start.*DATABASE_URL[\s\S]*invalid value for parameter "shared_buffers"/,
  );
});

test.runIf(canMount)('a full disk is told', async () => {
  const folder = emptyFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=711', 'none', folder]);
  try {
    expect(await refusalOf(folder)).toContain(`The disk that holds the data folder ${folder} is full.`);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test('a platform without a package is told to set DATABASE_URL', () => {
  expect(() => findPackage('linux', 'riscv64')).toThrow(/\(linux-riscv64\)\. Set DATABASE_URL/);
});

test('links of libraries that npm left out are made', async () => {
  const root = packageWithoutLinks();
  expect(await repairSymlinks(root)).toBe(1);
  expect(readlinkSync(join(root, 'native', 'lib', 'libx.so.6'))).toBe('libx.so.6.1');
  expect(await repairSymlinks(root)).toBe(0);
});

test('links that cannot be made are told', async () => {
  const root = packageWithoutLinks();
  rmSync(join(root, 'native', 'lib'), { recursive: true });
  await expect(repairSymlinks(root)).rejects.toThrow(/npm's install scripts were off.*Run "npm rebuild"/);
});

function packageWithoutLinks(): string {
  const root = emptyFolder();
  mkdirSync(join(root, 'native', 'lib'), { recursive: true });
  writeFileSync(join(root, 'native', 'lib', 'libx.so.6.1'), '');
  writeFileSync(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.6.1', target: 'native/lib/libx.so.6' }]),
  );
  return root;
}

test('root gives the server to "postgres", else to "nobody", and never to itself', () => {
  const root = 'root:x:0:0::/root:/bin/sh\n';
  const nobody = 'nobody:x:65534:65533::/:/sbin/nologin\n';
  expect(pickAccount(root + nobody)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
  expect(pickAccount(`${root}${nobody}postgres:x:70:71::/:/bin/sh\n`)?.uid).toBe(70);
  expect(pickAccount(`${root}postgres:x:0:0::/:/bin/sh\n`)).toBeUndefined();
});

test('the folders that bar the way are named', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'home', 'desk'), { recursive: true });
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'home'), 0o700);
  expect(await findClosedFolders([join(folder, 'home', 'desk'), folder])).toEqual([join(folder, 'home')]);
});

test('a socket is used where its path fits and the platform has sockets', () => {
  expect(hasSocket(placeAt('/data'), 'linux')).toBe(true);
  expect(hasSocket(placeAt(`/${'x'.repeat(95)}`), 'linux')).toBe(false);
  expect(hasSocket(placeAt(`/${'é'.repeat(45)}`), 'linux')).toBe(false);
  expect(hasSocket(placeAt('/data'), 'win32')).toBe(false);
  expect(loopbackPort(placeAt('/data'), 1)).toBe(loopbackPort(placeAt('/data'), 0) + 1);
});

test('a server without a socket listens on loopback alone', () => {
  const loopback = { host: '127.0.0.1', port: 20_001 };
  expect(postgresArguments('/c', loopback)).toEqual(
    expect.arrayContaining(['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'port=20001']),
  );
  expect(connectionString(loopback, 'a/b')).toBe('postgres://porchlight:a%2Fb@127.0.0.1:20001/porchlight');
});
