import { and, eq, ne } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { endMembership, holdLeaver } from '../accounts/agent.ts';
import { holdConversation } from './access.ts';
import { changeConversation } from './change.ts';
import { conversations } from './table.ts';

/** Takes a member out of the account, out of its inboxes and teams, and off their conversations. */
export async function removeAgent(ctx: AccountContext, user_id: number) {
  await ctx.transaction(async (tx) => {
    await holdLeaver(tx, user_id);
    await letGoOfAgent(tx, user_id);
    await endMembership(tx, user_id);
  });
}

/** Takes the conversations of a held member off them. */
export async function letGoOfAgent(tx: TransactionContext, user_id: number) {
  const ofAgent = and(eq(conversations.account_id, tx.account.id), eq(conversations.assignee_id, user_id));
  const unsettled = await tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(ofAgent, ne(conversations.status, 'resolved')))
    .orderBy(conversations.id);
  for (const { id } of unsettled) {
    await changeConversation(tx, await holdConversation(tx, id), { assignee_id: null });
  }
  // Years of settled ones lose their agent without a word: nobody waits for them, and nobody has them open.
  await tx.queries.update(conversations).set({ assignee_id: null }).where(ofAgent);
}
