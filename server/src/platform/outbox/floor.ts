import { sql } from 'drizzle-orm';

/** The transactions that run at one moment, as the database numbers them. */
export interface Running extends Record<string, unknown> {
  /** The oldest that has not ended. */
  oldest: string;
  /** The first that has not begun. */
  next: string;
}

/** Asks for the transactions that run now. */
export const RUNNING = sql`
  select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as next`;

/**
 * The id above which looks for unnumbered events begin.
 *
 * Numbered events leave dead entries at the low end of the index of the unnumbered, and every look would walk past
 * all of them until the table is vacuumed. The floor may rise to an id only when no running transaction can hold an
 * event below it. So the highest id that was numbered waits for another look, a second later; then for the end of
 * all transactions that had begun by then; and for a look from the old floor that saw what those wrote. Events are
 * the last thing that a transaction writes, so whoever holds an event's id has had a number as a transaction before.
 */
export class Floor {
  id = 0;
  private highest = 0;
  private candidate: { id: number; waits_for: bigint | undefined } | undefined;

  /** Takes note of an id that was numbered. */
  reach(id: number) {
    this.highest = Math.max(this.highest, id);
  }

  /** Takes note of a look that found everything above the floor; `running` was asked just before it. */
  look({ oldest, next }: Running) {
    if (!this.candidate) this.candidate = { id: this.highest, waits_for: undefined };
    else if (this.candidate.waits_for === undefined) this.candidate.waits_for = BigInt(next);
    else if (BigInt(oldest) >= this.candidate.waits_for) {
      this.id = this.candidate.id;
      this.candidate = undefined;
    }
  }
}
