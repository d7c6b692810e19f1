import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { int8, moment, rowId } from '../database/columns.ts';

/** Whoever caused an event. */
export interface EventAuthor {
  type: string;
  id: number | null;
}

/** What happened, written with the change itself; `position` numbers an account's events in commit order. */
export const events = pgTable(
  'events',
  {
    account_id: int8().notNull(),
    id: rowId(),
    position: int8(),
    name: text().notNull(),
    at: moment().notNull(),
    by: jsonb().$type<EventAuthor>().notNull(),
    cause_id: int8(),
    depth: integer().notNull().default(0),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('events_position').on(table.account_id, table.position).where(sql`position is not null`),
    index('events_unnumbered').on(table.id).where(sql`position is null`),
    index('events_at').on(table.at),
  ],
);

/** The last position given out in each account. */
export const eventHeads = pgTable('event_heads', {
  account_id: int8().primaryKey(),
  position: int8().notNull(),
});

export type EventRow = typeof events.$inferSelect;
