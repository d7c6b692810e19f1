import { and, lt, ne, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { ScheduledJob } from '../../platform/jobs/jobs.ts';
import { webhookDeliveries } from './table.ts';

const KEPT_DAYS = 30;
const BATCH = 5000;

/** Forgets deliveries that are older than 30 days and do not wait; answers how many. */
export async function forgetOldDeliveries({ database, now }: Services): Promise<number> {
  const before = new Date(now().getTime() - KEPT_DAYS * 24 * 3_600_000);
  for (let forgotten = 0; ; ) {
    const { account_id, id, created_at, state } = webhookDeliveries;
    const old = database.queries
      .select({ account_id, id })
      .from(webhookDeliveries)
      .where(and(lt(created_at, before), ne(state, 'waiting')))
      .limit(BATCH);
    const { rowCount } = await database.queries
      .delete(webhookDeliveries)
      .where(sql`(${account_id}, ${id}) in ${old}`);
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return forgotten;
  }
}

export function webhookJobs(services: Services): ScheduledJob[] {
  const run = async () => {
    await forgetOldDeliveries(services);
  };
  return [{ name: 'forget_old_webhook_deliveries', schedule: '37 3 * * *', run }];
}
