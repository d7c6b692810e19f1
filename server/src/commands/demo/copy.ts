import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getTableName, type InferInsertModel, type Table } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

const CHUNK_LENGTH = 64 * 1024;

/**
 * Writes rows with COPY as they are made, no faster than the database takes them. All have the columns of the first;
 * those left out get their defaults.
 */
export async function copyRows<T extends Table>(
  client: PoolClient,
  table: T,
  rows: Iterable<InferInsertModel<T>>,
): Promise<void> {
  const rest = (rows as Iterable<Row>)[Symbol.iterator]();
  const first = rest.next();
  if (first.done) return;
  const columns = Object.keys(first.value);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const target = client.query(from(`copy "${getTableName(table)}" (${names}) from stdin`));
  await pipeline(Readable.from(chunksOf(columns, first, rest), { objectMode: true }), target);
}

type Row = Record<string, unknown>;

function* chunksOf(columns: readonly string[], first: IteratorResult<Row>, rest: Iterator<Row>) {
  let text = '';
  for (let next = first; !next.done; next = rest.next()) {
    const row = next.value;
    text += `${columns.map((column) => encode(row[column])).join('\t')}\n`;
    if (text.length < CHUNK_LENGTH) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text) yield Buffer.from(text);
}

/** A value in COPY's text format. */
function encode(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escapeText(arrayLiteral(value));
  return typeof value === 'object' ? escapeText(JSON.stringify(value)) : String(value);
}

const arrayLiteral = (items: readonly unknown[]) =>
  `{${items.map((item) => `"${String(item).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}
