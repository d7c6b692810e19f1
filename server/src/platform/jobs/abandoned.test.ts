import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { openDatabase } from '../database/database.ts';
import { enqueue, type Job, type Jobs, startJobs } from './jobs.ts';

const SWEEP_MS = 100;

let desk: TestDesk;
const running: Jobs[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
});
afterAll(() => desk.close());

const query = (text: string) => desk.services.database.pool.query(text);
const add = (name: string, queue: string) =>
  enqueue(desk.services.database.queries, [{ name, payload: 1, queue }]);

async function start(job: Job<never>, database = desk.services.database) {
  const { log } = desk.services;
  running.push(await startJobs({ database, log, jobs: [job], scheduled: [], sweep_ms: SWEEP_MS }));
}

/** Locks by which the runners of this desk say that they live. */
const SIGNS = `from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where datname = current_database() and locktype = 'advisory' and objsubid = 2 and classid = 7340033`;

/** A job that takes so long, and counts its beginnings. */
function slow(name: string, duration_ms: number) {
  const counted = { begun: 0, done: 0 };
  const job: Job<never> = {
    name,
    async run() {
      counted.begun += 1;
      await wait(duration_ms);
      counted.done += 1;
    },
  };
  return { counted, job };
}

it('a job that a dead process was at is run by another, and so is its queue', async () => {
  const { counted, job } = slow('left', 0);
  await add('left', 'a queue');
  await add('left', 'a queue');
  // As a process leaves it that was killed: held, by a name that nobody says is alive.
  await query(`update graphile_worker._private_job_queues set locked_by = 'pool-dead', locked_at = now()`);
  await query(
    `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1
      where id = (select min(id) from graphile_worker._private_jobs)`,
  );
  await start(job);
  await expect.poll(() => counted.done, { timeout: 10_000 }).toBe(2);
});

it('a job that somebody is at stays with them, however long it takes', async () => {
  const { database_url, services } = desk;
  const other = openDatabase({ connection_string: database_url, pool_max: 4, log: services.log });
  const { counted, job } = slow('long', 20 * SWEEP_MS);
  await add('long', 'another queue');
  await start(job, other);
  await expect.poll(() => counted.begun, { timeout: 10_000 }).toBe(1);
  await start(job);
  await expect.poll(() => counted.done, { timeout: 10_000 }).toBe(1);
  await wait(5 * SWEEP_MS);
  expect(counted).toEqual({ begun: 1, done: 1 });
  for (const jobs of running.splice(0)) await jobs.stop();
  await other.close();
});

it('one whose connection to the database was lost for a moment keeps its job', async () => {
  const { counted, job } = slow('cut', 20 * SWEEP_MS);
  await add('cut', 'a third queue');
  await start(job);
  await expect.poll(() => counted.begun, { timeout: 10_000 }).toBe(1);
  await query(`select pg_terminate_backend(pid) ${SIGNS}`);
  await expect.poll(() => counted.done, { timeout: 10_000 }).toBe(1);
  await wait(5 * SWEEP_MS);
  expect(counted.begun).toBe(1);
  expect((await query(`select 1 ${SIGNS}`)).rows).toHaveLength(1);
});
