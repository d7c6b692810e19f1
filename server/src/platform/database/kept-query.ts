import { type Column, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgInsertBase, PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from './queries.ts';

/*
 * Building the text of a query takes longer than sending it. A kept query is built once, with gaps where its values
 * go, under a name that the database knows too, and runs on any connection or transaction.
 */

interface Prepared<Answer> {
  execute(values: Record<string, unknown>): Promise<Answer>;
}

interface Preparable<Answer> {
  prepare(name: string): Prepared<Answer>;
}

/** Values of the usual query for records of an account by their ids. */
export interface ById {
  account_id: number;
  ids: readonly number[];
}

/** The place of one value in a kept query. */
export type Gap<Values> = (name: keyof Values & string) => Placeholder;

let count = 0;

/** A query that is built at its first use; `Values` are what it is run with. */
export function keepQuery<Values extends object, Answer>(
  build: (queries: Queries, gap: Gap<Values>) => Preparable<Answer>,
): (queries: Queries, values: Values) => Promise<Answer> {
  let kept: Prepared<Answer> | undefined;
  return (queries, values) => {
    kept ??= build(queries, (name) => sql.placeholder(name)).prepare(nextName());
    return onConnectionOf(queries, kept).execute(values as Record<string, unknown>);
  };
}

/** Kept queries of one family, which differ by a key such as the columns that they write. */
export function keepQueries<Values extends object, Answer>(
  build: (queries: Queries, gap: Gap<Values>, key: string) => Preparable<Answer>,
): (queries: Queries, key: string, values: Values) => Promise<Answer> {
  const family = new Map<string, (queries: Queries, values: Values) => Promise<Answer>>();
  return (queries, key, values) => {
    let query = family.get(key);
    if (!query) {
      query = keepQuery((any, gap: Gap<Values>) => build(any, gap, key));
      family.set(key, query);
    }
    return query(queries, values);
  };
}

/** Inserts rows that give the same columns; kept for each number of rows and set of columns. */
export function keepInsert<Table extends PgTable>(table: Table) {
  return keepInserts<Table, unknown>(table, (insert) => insert as unknown as Preparable<unknown>);
}

/** Inserts rows that give the same columns and returns them as they are stored. */
export function keepInsertReturning<Table extends PgTable>(table: Table) {
  type Stored = Table['$inferSelect'][];
  return keepInserts<Table, Stored>(table, (insert) => insert.returning() as unknown as Preparable<Stored>);
}

function keepInserts<Table extends PgTable, Answer>(
  table: Table,
  finish: (insert: PgInsertBase<Table, NodePgQueryResultHKT>) => Preparable<Answer>,
) {
  const insert = keepQueries<Record<string, unknown>, Answer>((queries, gap, key) => {
    const [length, ...names] = key.split(' ');
    const rows = Array.from({ length: Number(length) }, (_, at) =>
      gapsFor(table, names, (name) => gap(`${name} ${at}`)),
    );
    return finish(queries.insert(table).values(rows as Table['$inferInsert'][]));
  });
  return (queries: Queries, rows: readonly Table['$inferInsert'][]) => {
    const given: Record<string, unknown> = rows[0] ?? {};
    const names = Object.keys(given).filter((name) => given[name] !== undefined);
    const values = rows.flatMap((row: Record<string, unknown>, at) =>
      names.map((name) => [`${name} ${at}`, row[name]]),
    );
    return insert(queries, [rows.length, ...names].join(' '), Object.fromEntries(values));
  };
}

/** Gaps for columns of a table, as values of an insert or an update; a value of null stays null. */
export function gapsFor(table: PgTable, names: readonly string[], gap: (name: string) => Placeholder) {
  const columns: Record<string, Column> = getTableColumns(table);
  return Object.fromEntries(
    names.map((name) => {
      const column = columns[name];
      if (!column) throw new Error(`There is no column ${name}`);
      return [name, encodedAs(column, gap(name))];
    }),
  );
}

/** A gap whose value is written as the column's values are: moments, JSON and lists need it. */
export function encodedAs(column: Column, gap: Placeholder): SQL {
  const mapToDriverValue = (value: unknown) => (value === null ? null : column.mapToDriverValue(value));
  return sql`${sql.param(gap, { mapToDriverValue })}`;
}

/** Whether the column is one of the values of a list that is given as one value. */
export function isOneOf(column: Column, list: Placeholder): SQL {
  return sql`${column} = any(${list})`;
}

function nextName(): string {
  count += 1;
  return `kept_${count}`;
}

// The library ties what it prepares to the connection it was prepared on; here it only lends its text.
function onConnectionOf<Answer>(queries: Queries, prepared: Prepared<Answer>): Prepared<Answer> {
  const { client } = queries._.session as unknown as { client: unknown };
  return Object.create(prepared, { client: { value: client } }) as Prepared<Answer>;
}
