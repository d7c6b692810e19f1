import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, int8, moment } from '../database/columns.ts';

/** Answers to requests that carried an `Idempotency-Key`, written with what the request changed. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** 0 for requests outside any account. */
    account_id: int8().notNull(),
    /** Who asked: a key means something only to the one who made it up. */
    caller: text().notNull(),
    key: text().notNull(),
    request_digest: bytes().notNull(),
    status: integer().notNull(),
    /** Sealed, as an answer may show a token; nothing for one without a body. */
    sealed_body: bytes(),
    created_at: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.caller, table.key] }),
    index('idempotency_keys_created_at').on(table.created_at),
  ],
);
