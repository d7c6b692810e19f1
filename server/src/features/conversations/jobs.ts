import { and, eq, lte } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { ScheduledJob } from '../../platform/jobs/jobs.ts';
import { systemContext } from '../accounts/account.ts';
import { accounts } from '../accounts/table.ts';
import { holdConversation } from './access.ts';
import { setStatus } from './status.ts';
import { conversations } from './table.ts';

const BATCH = 500;

/** Opens the snoozed conversations whose time has come. */
export async function wakeSnoozed(services: Services) {
  const due = await services.database.queries
    .select({ id: conversations.id, account: accounts })
    .from(conversations)
    .innerJoin(accounts, eq(accounts.id, conversations.account_id))
    .where(and(eq(conversations.status, 'snoozed'), lte(conversations.snoozed_until, services.now())))
    .orderBy(conversations.snoozed_until)
    .limit(BATCH);
  for (const { id, account } of due) await wake(services, account, id);
}

async function wake(services: Services, account: typeof accounts.$inferSelect, id: number) {
  await systemContext(services, account).transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    // Somebody may have opened it, or let it sleep longer, since it was found.
    const due = held.status === 'snoozed' && held.snoozed_until !== null && held.snoozed_until <= tx.now();
    if (due) await setStatus(tx, held, 'open');
  });
}

export function conversationJobs(services: Services): ScheduledJob[] {
  return [{ name: 'wake_snoozed_conversations', schedule: '* * * * *', run: () => wakeSnoozed(services) }];
}
