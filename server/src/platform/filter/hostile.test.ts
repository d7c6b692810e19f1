import type { FilterCondition } from '@porchlight/contract/filters';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { Refusal } from '../refusal.ts';
import { compileFilter } from './compile.ts';
import { attributes, compile, idsWhere, NOW } from './fixtures/rows.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk?.close());

const fragments = fc.constantFrom(
  "'",
  "''",
  '"',
  '\\',
  '%',
  '_',
  ';',
  '--',
  '/*',
  '*/',
  '$1',
  '$$',
  '$(1)',
  ')',
  '(',
  ' or 1=1 ',
  "' or ''='",
  ') or (true',
  ' union select 1 ',
  '; drop table contacts; ',
  'pg_sleep(9)',
  '::int',
  'and',
  'or',
  'equal_to',
  'title',
  '__proto__',
  'constructor',
  '\n',
  '\u2019',
  '?',
  ':value',
  '{x}',
  '[1]',
);
const hostile = fc
  .array(fc.oneof(fragments, fc.string({ unit: 'binary', maxLength: 6 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').replaceAll('\0', ''));
const anyValue = fc.oneof(hostile, fc.jsonValue(), fc.array(fc.oneof(hostile, fc.jsonValue())));
const anyOperator = fc.oneof(fc.constantFrom('equal_to', 'contains', 'days_before', 'is_present'), hostile);
const anyCondition = fc.record({
  attribute_key: fc.oneof(fc.constantFrom(...Object.keys(attributes)), hostile),
  filter_operator: anyOperator,
  values: anyValue,
  query_operator: fc.oneof(fc.constantFrom('and', 'or', 'AND', null), hostile),
});
const shapes = fc.constantFrom(
  ...(['title', 'first_title', 'code', 'other_code', 'tags'] as const).flatMap((key) =>
    (attributes[key]?.operators ?? []).map((operator) => [key, operator] as const),
  ),
);
// Of these only the value is hostile.
const boundCondition = fc
  .record({ shape: shapes, value: hostile, query_operator: fc.constantFrom('and', 'or', 'AND', 'Or') })
  .map(({ shape: [attribute_key, filter_operator], value, query_operator }) => ({
    attribute_key,
    filter_operator,
    values: [value],
    query_operator,
  }));
const conditions = fc.array(fc.oneof({ arbitrary: boundCondition, weight: 3 }, anyCondition), {
  minLength: 1,
  maxLength: 4,
});
const dialect = new PgDialect();
const textOf = (condition: SQL) => dialect.sqlToQuery(condition);

function compiled(conditions: FilterCondition[]): SQL | undefined {
  try {
    return compileFilter(conditions, attributes, NOW);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unprocessable') return undefined;
    throw error;
  }
}

it('hostile texts in any place are refused or make a query that the database takes', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(conditions, async (given) => {
      const condition = compiled(given);
      if (!condition) return;
      taken += 1;
      await idsWhere(desk, condition);
    }),
    { numRuns: 1500 },
  );
  expect(taken).toBeGreaterThan(200);
});

it('hostile texts never become a part of the query: its text is that of a harmless value', () => {
  fc.assert(
    fc.property(shapes, hostile, ([key, operator], value) => {
      fc.pre(value.trim() !== '');
      const wild = textOf(compile([key, operator, [value]]));
      const tame = textOf(compile([key, operator, ['tame']]));
      expect(wild.sql).toBe(tame.sql);
      expect(wild.params.length).toBe(tame.params.length);
    }),
    { numRuns: 2000 },
  );
});

it('hostile texts find the row that has them, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, fc.constantFrom('equal_to', 'contains'), async (value, operator) => {
      fc.pre(value.trim() !== '');
      const filter = compile(['title', operator, [value]]);
      const planted = sql`(values (1, ${value}::text), (2, 'red oak')) as rows (id, title)`;
      const answer = await desk.services.database.queries.execute<{ id: number }>(
        sql`select id from ${planted} where ${filter} and id < 3 order by id`,
      );
      const isPart = operator === 'contains' && 'red oak'.includes(value.toLowerCase());
      expect(answer.rows.map(({ id }) => id)).toEqual(isPart ? [1, 2] : [1]);
    }),
    { numRuns: 500 },
  );
});

it('hostile texts do not let a filter reach beyond the condition that stands beside it', async () => {
  await fc.assert(
    fc.asyncProperty(conditions, async (given) => {
      const condition = compiled(given);
      if (condition) expect(await idsWhere(desk, sql`rows.id = 99 and ${condition}`)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
