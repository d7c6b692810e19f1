import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { onServer, withDatabase } from './database.ts';
import { buildProgram, makeDataFolder, type Program, startProgram } from './program.ts';

const name = `porchlight_outside_${randomUUID().slice(0, 8)}`;
const server_url = withDatabase(inject('template_url'), 'postgres');
let folder: Awaited<ReturnType<typeof makeDataFolder>>;
let program: Program | undefined;

beforeAll(async () => {
  await buildProgram();
  folder = await makeDataFolder();
  await onServer(server_url, `create database ${name}`);
}, 60_000);

afterEach(async () => {
  await program?.end('SIGTERM');
  program = undefined;
});
afterAll(async () => {
  await onServer(server_url, `drop database if exists ${name} with (force)`);
  await folder.remove();
});

test('with DATABASE_URL an empty database of an outside server gets a desk, and nothing is embedded', async () => {
  program = await startProgram({ DATA_DIR: folder.data_dir, DATABASE_URL: withDatabase(server_url, name) });
  const answer = await fetch(`${program.url}/api/v1/accounts/${program.account_id}/inboxes`, {
    headers: { api_access_token: program.token },
  });
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as { payload: unknown[] }).payload).toHaveLength(2);
  expect(existsSync(join(folder.data_dir, 'postgres'))).toBe(false);
  expect(existsSync(join(folder.data_dir, 'secret-key'))).toBe(true);
});

const redis_url = process.env.TEST_REDIS_URL ?? '';

test.runIf(redis_url)('with REDIS_URL the built program talks to Redis', async () => {
  program = await startProgram({
    DATA_DIR: folder.data_dir,
    DATABASE_URL: withDatabase(server_url, name),
    REDIS_URL: redis_url,
  });
  const answer = await fetch(`${program.url}/health`);
  expect(await answer.json()).toMatchObject({ parts: { redis: 'ok' } });
});
