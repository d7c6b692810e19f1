import { and, eq, ne, type SQL, sql } from 'drizzle-orm';
import { type Actor, accountContextWithin, type Context, type TransactionContext } from '../../context.ts';
import { type AgentBotRow, accounts } from '../accounts/table.ts';
import { holdConversation } from '../conversations/access.ts';
import { changeConversation } from '../conversations/change.ts';
import { conversations } from '../conversations/table.ts';
import { findInboxes } from '../inboxes/access.ts';
import { connectBot } from '../inboxes/agent-bot.ts';
import { agentBotInboxes } from '../inboxes/table.ts';

/**
 * Takes a held bot out of the inboxes and conversations of every account but the one given, in the transaction that
 * the context is in. Each account hears of it.
 */
export async function releaseBot(ctx: Context, bot: AgentBotRow, actor: Actor, except?: number) {
  const used = await ctx.queries.select().from(accounts).where(uses(bot)).orderBy(accounts.id);
  for (const account of used) {
    if (account.id === except) continue;
    await accountContextWithin(ctx, account, actor).transaction((tx) => release(tx, bot));
  }
}

const uses = ({ id }: AgentBotRow): SQL => sql`${accounts.id} in (
  select account_id from agent_bot_inboxes where agent_bot_id = ${id}
  union select account_id from conversations where assignee_agent_bot_id = ${id})`;

async function release(tx: TransactionContext, { id }: AgentBotRow) {
  const links = await tx.queries
    .select({ inbox_id: agentBotInboxes.inbox_id })
    .from(agentBotInboxes)
    .where(and(eq(agentBotInboxes.account_id, tx.account.id), eq(agentBotInboxes.agent_bot_id, id)))
    .orderBy(agentBotInboxes.inbox_id);
  const inboxes = await findInboxes(
    tx,
    links.map((link) => link.inbox_id),
  );
  for (const inbox of inboxes.values()) await connectBot(tx, inbox, null);
  await releaseConversations(tx, id);
}

async function releaseConversations(tx: TransactionContext, bot_id: number) {
  const ofBot = and(
    eq(conversations.account_id, tx.account.id),
    eq(conversations.assignee_agent_bot_id, bot_id),
  );
  const unsettled = await tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(ofBot, ne(conversations.status, 'resolved')))
    .orderBy(conversations.id);
  for (const { id } of unsettled) {
    await changeConversation(tx, await holdConversation(tx, id), { assignee_agent_bot_id: null });
  }
  // Settled ones lose their bot without a word: nobody waits for them, and nobody has them open.
  await tx.queries.update(conversations).set({ assignee_agent_bot_id: null }).where(ofBot);
}
