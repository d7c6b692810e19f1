import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import type { Queries } from './queries.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
  await desk.services.database.pool.query('create table jars (id int primary key, label text not null)');
});
beforeEach(() => desk.services.database.pool.query('truncate jars cascade'));
afterAll(() => desk.close());

const put = (queries: Queries, id: number, label: string | null = 'plum') =>
  queries.execute(sql`insert into jars values (${id}, ${label})`).then(() => undefined);

async function jars(): Promise<number[]> {
  const { rows } = await desk.services.database.pool.query<{ id: number }>('select id from jars order by id');
  return rows.map(({ id }) => id);
}

const transaction: TestDesk['services']['database']['transaction'] = (parts) =>
  desk.services.database.transaction(parts);

describe('a transaction', () => {
  it('commits what it ran and what finishes it, and answers its result', async () => {
    const result = await transaction({
      async run(queries) {
        await put(queries, 1);
        return 'done';
      },
      finish: (queries) => put(queries, 2),
    });
    expect(result).toBe('done');
    expect(await jars()).toEqual([1, 2]);
  });

  it('is seen by nobody before it ends', async () => {
    await transaction({
      async run(queries) {
        await put(queries, 1);
        expect(await jars()).toEqual([]);
      },
    });
    expect(await jars()).toEqual([1]);
  });

  it('sends statements that do not wait for each other in the order in which they were given', async () => {
    await transaction({
      run: (queries) => Promise.all([put(queries, 1), put(queries, 2), put(queries, 3)]),
    });
    expect(await jars()).toEqual([1, 2, 3]);
  });

  it.each([
    ['the first statement', (queries: Queries) => put(queries, 1, null)],
    ['a later statement', (queries: Queries) => put(queries, 1).then(() => put(queries, 2, null))],
    ['one of several at once', (queries: Queries) => Promise.all([put(queries, 1), put(queries, 2, null)])],
  ])('comes to nothing when %s fails', async (_, run: (queries: Queries) => Promise<unknown>) => {
    await expect(transaction({ run })).rejects.toThrow(/insert into jars/);
    expect(await jars()).toEqual([]);
  });

  it('comes to nothing when the code in it fails', async () => {
    const run = async (queries: Queries) => {
      await put(queries, 1);
      throw new Error('planned');
    };
    await expect(transaction({ run })).rejects.toThrow('planned');
    expect(await jars()).toEqual([]);
  });

  it('comes to nothing when what finishes it fails, and says why', async () => {
    const failing = transaction({
      run: (queries) => put(queries, 1),
      finish: (queries) => put(queries, 1),
    });
    await expect(failing).rejects.toMatchObject({ cause: { code: '23505' } });
    expect(await jars()).toEqual([]);
  });

  it('comes to nothing when what finishes it fails before it sends anything', async () => {
    const failing = transaction({
      run: (queries) => put(queries, 1),
      finish: () => Promise.reject(new Error('planned')),
    });
    await expect(failing).rejects.toThrow('planned');
    expect(await jars()).toEqual([]);
  });

  it('may have nothing but what finishes it', async () => {
    await transaction({ run: async () => undefined, finish: (queries) => put(queries, 5) });
    expect(await jars()).toEqual([5]);
  });

  it('sends nothing at all when nothing happens in it', async () => {
    expect(await transaction({ run: async () => 'quiet' })).toBe('quiet');
  });

  it('fails when a deferred check fails at its commit', async () => {
    await desk.services.database.pool.query(
      'create table lids (jar int references jars deferrable initially deferred)',
    );
    const failing = transaction({ run: (queries) => queries.execute(sql`insert into lids values (404)`) });
    await expect(failing).rejects.toMatchObject({ code: '23503' });
    expect((await desk.services.database.pool.query('select * from lids')).rows).toEqual([]);
  });

  it('leaves its connection fit for the next one', async () => {
    for (let id = 1; id <= 40; id += 1) {
      const run = (queries: Queries) => put(queries, id, id % 2 ? 'plum' : null);
      await transaction({ run }).catch(() => undefined);
    }
    expect(await jars()).toEqual(Array.from({ length: 20 }, (_, at) => 2 * at + 1));
  });

  it('fails when its connection is lost, and the next one has another', async () => {
    const run = async (queries: Queries) => {
      await put(queries, 1);
      const { rows } = await queries.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await desk.services.database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await put(queries, 2);
    };
    await expect(transaction({ run })).rejects.toThrow();
    expect(await jars()).toEqual([]);
    await transaction({ run: (queries) => put(queries, 3) });
    expect(await jars()).toEqual([3]);
  });
});
