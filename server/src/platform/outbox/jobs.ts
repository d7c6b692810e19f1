import { and, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import type { ScheduledJob } from '../jobs/jobs.ts';
import { events } from './table.ts';

/** Events can be read again for this long. */
const KEPT_DAYS = 30;
const BATCH = 5000;

interface Needs {
  database: Database;
  now(): Date;
}

/** Forgets events that are older than 30 days and were handed out; answers how many. */
export async function forgetOldEvents({ database, now }: Needs): Promise<number> {
  const before = new Date(now().getTime() - KEPT_DAYS * 24 * 3600 * 1000);
  for (let forgotten = 0; ; ) {
    const old = database.queries
      .select({ id: events.id })
      .from(events)
      .where(and(lt(events.at, before), isNotNull(events.position)))
      .limit(BATCH);
    const { rowCount } = await database.queries.delete(events).where(inArray(events.id, sql`${old}`));
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return forgotten;
  }
}

export function outboxJobs(needs: Needs): ScheduledJob[] {
  const run = async () => {
    await forgetOldEvents(needs);
  };
  return [{ name: 'forget_old_events', schedule: '17 3 * * *', run }];
}
