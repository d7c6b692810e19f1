import { keepInsert } from '../database/kept-query.ts';
import type { Queries } from '../database/queries.ts';
import { type EventAuthor, events } from './table.ts';

/** An event that was emitted and waits for its transaction's end. */
export interface PendingEvent {
  account_id: number;
  name: string;
  data: Record<string, unknown>;
}

/** What all events of one transaction have in common. */
export interface EventEnvelope {
  at: Date;
  by: EventAuthor;
  /** The event whose handling caused these, with its depth; nothing at the root. */
  cause?: { id: number; depth: number };
}

/** Chains of events that cause each other end here: a rule that answers itself would run for ever. */
export const DEPTH_MAX = 8;

const ROWS_MAX = 5000;
// Most transactions emit as few events as this; each number of rows is a query of its own.
const KEPT_ROWS_MAX = 8;

const insertEvents = keepInsert(events);

type NewEvent = typeof events.$inferInsert;

/** The events of a transaction as they are stored; refuses to go on with a chain that is too long. */
export function eventRows(
  pending: readonly PendingEvent[],
  { at, by, cause }: EventEnvelope,
): readonly NewEvent[] {
  const depth = cause ? cause.depth + 1 : 0;
  if (pending.length > 0 && depth > DEPTH_MAX)
    throw new Error(`Events caused each other ${depth} times in a row; the chain is cut`);
  return pending.map((event) => ({ ...event, at, by, cause_id: cause?.id ?? null, depth }));
}

/** Whether the events are so few that they are written by one statement. */
export const isOneStatement = (rows: readonly NewEvent[]) => rows.length > 0 && rows.length <= KEPT_ROWS_MAX;

/** Writes the events of a transaction, inside that transaction. */
export async function writeEvents(
  queries: Queries,
  pending: readonly PendingEvent[],
  envelope: EventEnvelope,
) {
  await storeEvents(queries, eventRows(pending, envelope));
}

/** Writes events that are ready to be stored. */
export async function storeEvents(queries: Queries, rows: readonly NewEvent[]) {
  if (isOneStatement(rows)) {
    await insertEvents(queries, rows);
    return;
  }
  // A statement takes 65 535 values at most.
  for (let at_row = 0; at_row < rows.length; at_row += ROWS_MAX) {
    await queries.insert(events).values(rows.slice(at_row, at_row + ROWS_MAX));
  }
}
