import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { openDatabase } from '../database/database.ts';
import { enqueue, type Job, type Jobs, migrateJobs, startJobs } from './jobs.ts';

let desk: TestDesk;
const running: Jobs[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
  await desk.services.database.pool.query('delete from graphile_worker._private_jobs');
});
afterAll(() => desk.close());

async function start(jobs: readonly Job<never>[], database = desk.services.database) {
  const started = await startJobs({ database, log: desk.services.log, jobs, scheduled: [], concurrency: 4 });
  running.push(started);
  return started;
}

const add = (...jobs: Parameters<typeof enqueue>[1]) => enqueue(desk.services.database.queries, jobs);

async function until(condition: () => boolean) {
  const deadline = Date.now() + 15_000;
  while (!condition() && Date.now() < deadline) await wait(10);
}

/** A job that remembers its payloads. */
function recorder(name: string, work: (payload: number) => Promise<void> = async () => undefined) {
  const done: number[] = [];
  const job: Job<number> = {
    name,
    async run(payload) {
      await work(payload);
      done.push(payload);
    },
  };
  return { done, job };
}

const manyInQueues = (from: number) =>
  Array.from({ length: 600 }, (_, place) => ({
    name: 'due',
    payload: from + place,
    queue: `queue ${place % 7}`,
  }));

const waiting = async () =>
  Number(
    (await desk.services.database.pool.query('select count(*) from graphile_worker._private_jobs')).rows[0]
      ?.count,
  );

describe('a job', () => {
  it('runs with its payload as it was given', async () => {
    const payloads: unknown[] = [];
    await start([{ name: 'keep', run: async (payload: unknown) => void payloads.push(payload) }]);
    const payload = { text: `'"\\ $1 {} 👩‍👧`, list: [1, null, { deep: true }], id: 9_007_199_254_740_991 };
    await add({ name: 'keep', payload });
    await until(() => payloads.length > 0);
    expect(payloads).toEqual([payload]);
  });

  it('is there when its transaction commits', async () => {
    await desk.services.database.queries.transaction((tx) => enqueue(tx, [{ name: 'later', payload: 1 }]));
    expect(await waiting()).toBe(1);
  });

  it('goes when its transaction is rolled back', async () => {
    await desk.services.database.queries
      .transaction(async (tx) => {
        await enqueue(tx, [{ name: 'never', payload: 1 }]);
        throw new Error('planned');
      })
      .catch(() => undefined);
    expect(await waiting()).toBe(0);
  });

  it('that nobody here knows waits for who does', async () => {
    const { done, job } = recorder('known');
    await start([job]);
    await add({ name: 'unknown', payload: 1 }, { name: 'known', payload: 2 });
    await until(() => done.length > 0);
    await wait(200);
    expect([done, await waiting()]).toEqual([[2], 1]);
  });

  it('that fails runs again', async () => {
    let runs = 0;
    const { done, job } = recorder('shaky', async () => {
      runs += 1;
      if (runs === 1) throw new Error('planned');
    });
    await start([job]);
    await add({ name: 'shaky', payload: 1 });
    await until(() => done.length > 0);
    expect([runs, done]).toEqual([2, [1]]);
  });

  it('that fails does not stop the others', async () => {
    const { done, job } = recorder('sound');
    const broken: Job<number> = {
      name: 'broken',
      run: async () => {
        throw new Error('planned');
      },
    };
    await start([broken, job]);
    await add({ name: 'broken', payload: 1 }, { name: 'sound', payload: 2 });
    await until(() => done.length > 0);
    expect(done).toEqual([2]);
  });
});

describe('jobs', () => {
  it('of one queue run one after another, in the order in which they came', async () => {
    let busy = 0;
    let busiest = 0;
    const { done, job } = recorder('ordered', async () => {
      busy += 1;
      busiest = Math.max(busiest, busy);
      await wait(Math.random() * 20);
      busy -= 1;
    });
    await start([job]);
    const numbers = Array.from({ length: 15 }, (_, index) => index);
    await add(...numbers.map((payload) => ({ name: 'ordered', payload, queue: 'one' })));
    await until(() => done.length === numbers.length);
    expect([done, busiest]).toEqual([numbers, 1]);
  });

  it('of one queue are due one after another, however the database joins them', async () => {
    await desk.services.database.queries.transaction(async (tx) => {
      await enqueue(tx, manyInQueues(0));
      await enqueue(tx, manyInQueues(600));
    });
    const { rows } = await desk.services.database.pool.query<{ payload: number; run_at: string }>(
      'select payload, run_at::text from graphile_worker._private_jobs order by run_at',
    );
    expect(rows.map(({ payload }) => payload)).toEqual(Array.from({ length: 1200 }, (_, place) => place));
    expect(new Set(rows.map(({ run_at }) => run_at)).size).toBe(1200);
  });

  it('of one queue follow each other without a pause', async () => {
    const { done, job } = recorder('brisk');
    await start([job]);
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const started = performance.now();
    await add(...numbers.map((payload) => ({ name: 'brisk', payload, queue: 'two' })));
    await until(() => done.length === numbers.length);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('of different queues, or of none, run at the same time', async () => {
    let busy = 0;
    let busiest = 0;
    const { done, job } = recorder('parallel', async () => {
      busy += 1;
      busiest = Math.max(busiest, busy);
      await wait(100);
      busy -= 1;
    });
    await start([job]);
    await add(
      { name: 'parallel', payload: 1, queue: 'one' },
      { name: 'parallel', payload: 2, queue: 'two' },
      { name: 'parallel', payload: 3 },
    );
    await until(() => done.length === 3);
    expect(busiest).toBeGreaterThan(1);
  });

  it('run once each, though two processes work on them', async () => {
    const { log } = desk.services;
    const other = openDatabase({ connection_string: desk.database_url, pool_max: 4, log });
    const { done, job } = recorder('once', () => wait(2));
    await start([job]);
    const second = await startJobs({ database: other, log, jobs: [job], scheduled: [] });
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await add(...numbers.map((payload) => ({ name: 'once', payload })));
    await until(() => done.length >= numbers.length);
    await second.stop();
    await other.close();
    expect([...done].sort((one, two) => one - two)).toEqual(numbers);
  });

  it('may be none', async () => {
    await add();
    expect(await waiting()).toBe(0);
  });
});

describe('the runner', () => {
  it('is running until it is stopped', async () => {
    const jobs = await start([]);
    const before = jobs.areRunning();
    await jobs.stop();
    expect([before, jobs.areRunning()]).toEqual([true, false]);
  });

  it('lets a job end that has begun', async () => {
    const begun: number[] = [];
    const { done, job } = recorder('slow', async (payload) => {
      begun.push(payload);
      await wait(300);
    });
    const jobs = await start([job]);
    await add({ name: 'slow', payload: 1 });
    await until(() => begun.length > 0);
    await jobs.stop();
    expect(done).toEqual([1]);
  });

  it('begins nothing after it was stopped', async () => {
    const { done, job } = recorder('late');
    await (await start([job])).stop();
    await add({ name: 'late', payload: 1 });
    await wait(200);
    expect([done, await waiting()]).toEqual([[], 1]);
  });

  it('refuses a schedule that is none', async () => {
    const { database, log } = desk.services;
    const scheduled = [{ name: 'odd', schedule: 'every now and then', run: async () => undefined }];
    await expect(async () => startJobs({ database, log, jobs: [], scheduled })).rejects.toThrow();
  });

  it('may bring its tables up to date again and again', async () => {
    const { database, log } = desk.services;
    await migrateJobs(database, log);
    await expect(migrateJobs(database, log)).resolves.toBeUndefined();
  });
});
