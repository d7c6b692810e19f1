import { and, eq, lte } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { Job, ScheduledJob } from '../../platform/jobs/jobs.ts';
import { systemContext } from '../accounts/account.ts';
import { accounts } from '../accounts/table.ts';
import { type LabelRenaming, RENAME_LABEL } from '../labels/label.ts';
import { holdConversation } from './access.ts';
import { renameLabel } from './label-renaming.ts';
import { setStatusQuietly } from './status.ts';
import { conversations } from './table.ts';
import { addUpTallies } from './tallies.ts';

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
    if (due) await setStatusQuietly(tx, held, 'open');
  });
}

export function conversationJobs(services: Services): ScheduledJob[] {
  return [
    { name: 'wake_snoozed_conversations', schedule: '* * * * *', run: () => wakeSnoozed(services) },
    { name: 'add_up_conversation_tallies', schedule: '* * * * *', run: () => addUpTallies(services) },
  ];
}

/** The job that a label's new title starts. */
export function renameLabelJob(services: Services): Job<LabelRenaming> {
  return {
    name: RENAME_LABEL,
    async run({ account_id, from, to }) {
      const { queries } = services.database;
      const [account] = await queries.select().from(accounts).where(eq(accounts.id, account_id));
      if (account) await renameLabel(systemContext(services, account), { from, to });
    },
  };
}
