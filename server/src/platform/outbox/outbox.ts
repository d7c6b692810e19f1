import type { Queries } from '../database/database.ts';
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

/** Writes the events of a transaction, inside that transaction. */
export async function writeEvents(
  queries: Queries,
  pending: readonly PendingEvent[],
  envelope: EventEnvelope,
) {
  if (pending.length === 0) return;
  const { at, by, cause } = envelope;
  const depth = cause ? cause.depth + 1 : 0;
  if (depth > DEPTH_MAX)
    throw new Error(`Events caused each other ${depth} times in a row; the chain is cut`);
  const rows = pending.map((event) => ({ ...event, at, by, cause_id: cause?.id ?? null, depth }));
  // A statement takes 65 535 values at most.
  for (let at_row = 0; at_row < rows.length; at_row += ROWS_MAX) {
    await queries.insert(events).values(rows.slice(at_row, at_row + ROWS_MAX));
  }
}
