import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProgram, type Program, startProgram } from './program.ts';

const MEGABYTE = 1024 * 1024;
const data_dir = mkdtempSync(join(tmpdir(), 'porchlight-full-'));
let mounted = false;
let program: Program | undefined;

/** A disk of its own, which only the superuser can make. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', data_dir], { stdio: 'ignore' });
    chmodSync(data_dir, 0o711);
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  await buildProgram();
  mounted = mountSmallDisk();
}, 60_000);

afterAll(async () => {
  await program?.end('SIGTERM');
  if (mounted) execFileSync('umount', ['-l', data_dir]);
  if (existsSync(data_dir)) rmSync(data_dir, { recursive: true, force: true });
});

test('on a full disk writes are refused with 507, reads go on, and it recovers by itself', {
  timeout: 60_000,
}, async (context) => {
  if (!mounted) return context.skip('a small disk can be mounted by the superuser only');
  const desk = await startProgram({ DATA_DIR: data_dir });
  program = desk;
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${desk.url}/api/v1/accounts/${desk.account_id}${path}`, {
      method,
      headers: { api_access_token: desk.token, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return {
      status: answer.status,
      body: (await answer.json()) as { error: string; meta: { count: number } },
    };
  };
  let acknowledged = 0;
  const create = async () => {
    const answer = await ask('POST', '/contacts', {
      name: 'Full',
      email: `${crypto.randomUUID()}@example.com`,
    });
    if (answer.status === 200) acknowledged += 1;
    return answer;
  };
  expect((await create()).status).toBe(200);

  const filler = join(data_dir, 'filler');
  const { bavail, bsize } = statfsSync(data_dir);
  writeFileSync(filler, Buffer.alloc(bavail * bsize - 30 * MEGABYTE));
  await expect.poll(async () => (await create()).status).toBe(507);
  const refused = await create();
  expect(refused.body.error).toContain('free some space');
  const during = await ask('GET', '/contacts/search?q=example.com');
  expect(during).toMatchObject({ status: 200, body: { meta: { count: acknowledged } } });

  truncateSync(filler, 0);
  await expect.poll(async () => (await create()).status).toBe(200);
  const after = await ask('GET', '/contacts/search?q=example.com');
  expect(after.body.meta.count).toBe(acknowledged);
});
