import { and, eq } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import {
  type Gap,
  gapsFor,
  isOneOf,
  keepInsert,
  keepInsertReturning,
  keepQueries,
  keepQuery,
} from './kept-query.ts';

const jars = pgTable('jars', {
  id: integer().primaryKey(),
  shelf: integer().notNull().default(7),
  filled_at: timestamp({ withTimezone: true, precision: 3 }),
  contents: jsonb(),
  tags: text().array(),
});

let desk: TestDesk;
let queries: TestDesk['services']['database']['queries'];

beforeAll(async () => {
  desk = await openTestDesk();
  queries = desk.services.database.queries;
  await desk.services.database.pool.query(
    'create table jars (id int primary key, shelf int not null default 7, filled_at timestamptz(3), contents jsonb, tags text[])',
  );
});
beforeEach(() => desk.services.database.pool.query('truncate jars'));
afterAll(() => desk.close());

const insert = keepInsert(jars);
const insertReturning = keepInsertReturning(jars);
const byIds = keepQuery((any, gap: Gap<{ shelf: number; ids: readonly number[] }>) =>
  any
    .select()
    .from(jars)
    .where(and(eq(jars.shelf, gap('shelf')), isOneOf(jars.id, gap('ids'))))
    .orderBy(jars.id),
);
const idsOf = async (ids: readonly number[]) => (await byIds(queries, { shelf: 7, ids })).map(({ id }) => id);

describe('a kept query', () => {
  it('is built once and run with other values each time', async () => {
    let built = 0;
    const byId = keepQuery((any, gap: Gap<{ id: number }>) => {
      built += 1;
      return any
        .select({ id: jars.id })
        .from(jars)
        .where(eq(jars.id, gap('id')));
    });
    await insert(queries, [{ id: 1 }, { id: 2 }]);
    expect(await byId(queries, { id: 1 })).toEqual([{ id: 1 }]);
    expect(await byId(queries, { id: 2 })).toEqual([{ id: 2 }]);
    expect(await byId(queries, { id: 3 })).toEqual([]);
    expect(built).toBe(1);
  });

  it('takes a list of any length as one value', async () => {
    await insert(queries, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(await idsOf([])).toEqual([]);
    expect(await idsOf([2])).toEqual([2]);
    expect(await idsOf([3, 1, 1, 99])).toEqual([1, 3]);
  });

  it('runs in the transaction that it is given, wherever it was built', async () => {
    const undone = desk.services.database.transaction({
      async run(inside) {
        await insert(inside, [{ id: 4 }]);
        expect(await byIds(inside, { shelf: 7, ids: [4] })).toHaveLength(1);
        expect(await idsOf([4])).toEqual([]);
        throw new Error('planned');
      },
    });
    await expect(undone).rejects.toThrow('planned');
    expect(await idsOf([4])).toEqual([]);
  });

  it('runs at the same time on several connections', async () => {
    await insert(queries, [{ id: 1 }, { id: 2 }]);
    const many = Array.from({ length: 30 }, (_, at) => idsOf([1 + (at % 2)]));
    expect(await Promise.all(many)).toEqual(many.map((_, at) => [1 + (at % 2)]));
  });
});

describe('a kept insert', () => {
  const filled_at = new Date('2026-02-03T04:05:06.789Z');

  it('writes moments, JSON and lists as their columns do, and returns what is stored', async () => {
    const row = { id: 1, filled_at, contents: { fruit: ['plum', null] }, tags: ['a"b', '{c}'] };
    expect(await insertReturning(queries, [row])).toEqual([{ ...row, shelf: 7 }]);
  });

  it('keeps null apart from what is not given', async () => {
    const row = { id: 1, filled_at: null, contents: null, tags: null };
    expect(await insertReturning(queries, [row])).toEqual([{ ...row, shelf: 7 }]);
    const { rows } = await desk.services.database.pool.query(
      'select filled_at is null and contents is null and tags is null as are_null from jars',
    );
    expect(rows).toEqual([{ are_null: true }]);
  });

  it('leaves out columns whose value is undefined', async () => {
    expect(await insertReturning(queries, [{ id: 1, shelf: undefined }])).toMatchObject([{ shelf: 7 }]);
  });

  it('writes several rows in the order in which they are given', async () => {
    const rows = [
      { id: 3, contents: 'c' },
      { id: 1, contents: 'a' },
      { id: 2, contents: 'b' },
    ];
    expect(await insertReturning(queries, rows)).toMatchObject(rows);
  });
});

describe('kept updates of one family', () => {
  const update = keepQueries((any, gap: Gap<Record<string, unknown>>, names) =>
    any
      .update(jars)
      .set(gapsFor(jars, names.split(' '), gap))
      .where(eq(jars.id, gap('id'))),
  );

  it('write the columns that their key names, and no others', async () => {
    await insert(queries, [{ id: 1, shelf: 2, tags: ['old'] }]);
    await update(queries, 'tags', { id: 1, tags: ['new'] });
    expect(await queries.select().from(jars)).toMatchObject([{ shelf: 2, tags: ['new'] }]);
    await update(queries, 'shelf tags', { id: 1, shelf: 3, tags: null });
    expect(await queries.select().from(jars)).toMatchObject([{ shelf: 3, tags: null }]);
  });

  it('refuse a column that the table does not have', () => {
    expect(() => update(queries, 'lid', { id: 1, lid: 'blue' })).toThrow('There is no column lid');
  });
});
