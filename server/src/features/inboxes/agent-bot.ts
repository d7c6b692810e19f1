import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { findAgentBots } from '../accounts/people.ts';
import { type AgentBotRow, accessTokens } from '../accounts/table.ts';
import { showAccessToken } from '../accounts/tokens.ts';
import { holdInbox, seesEverything } from './access.ts';
import { agentBotInboxes, type InboxRow } from './table.ts';

/** A bot, with the record of its access token for those who may see it. */
export interface SeenBot {
  bot: AgentBotRow;
  access_token: { record: typeof accessTokens.$inferSelect; token: string } | undefined;
}

/** The bot that is connected to an inbox, or nothing. */
export async function findBotOfInbox(ctx: AccountContext, { id }: InboxRow): Promise<SeenBot | undefined> {
  const bot_id = await findBotId(ctx, id);
  const bot = bot_id === null ? undefined : (await findAgentBots(ctx, [bot_id])).get(bot_id);
  if (!bot) return undefined;
  // Whoever holds the token acts as the bot in every inbox, so a member of one does not get it.
  const isShown = bot.account_id === ctx.account.id && seesEverything(ctx);
  return { bot, access_token: isShown ? await findToken(ctx, bot) : undefined };
}

async function findToken(ctx: AccountContext, { id }: AgentBotRow): Promise<SeenBot['access_token']> {
  const token = await showAccessToken(ctx, 'AgentBot', id);
  const [record] = await ctx.queries
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.owner_type, 'AgentBot'), eq(accessTokens.owner_id, id)));
  return record && { record, token };
}

/** Lets a bot answer in an inbox first, or none. */
export async function connectBot(ctx: AccountContext, inbox: InboxRow, bot_id: number | null) {
  await ctx.transaction(async (tx) => {
    await holdInbox(tx, inbox.id);
    if (bot_id !== null && !(await findAgentBots(tx, [bot_id])).has(bot_id)) throw notFound();
    const before = await findBotId(tx, inbox.id);
    await write(tx, inbox.id, bot_id);
    if (before === bot_id) return;
    tx.emit('inbox.bot_changed', { inbox_id: inbox.id, changes: { agent_bot_id: [before, bot_id] } });
  });
}

const ofInbox = (ctx: AccountContext, inbox_id: number) =>
  and(eq(agentBotInboxes.account_id, ctx.account.id), eq(agentBotInboxes.inbox_id, inbox_id));

async function findBotId(ctx: AccountContext, inbox_id: number): Promise<number | null> {
  const [link] = await ctx.queries.select().from(agentBotInboxes).where(ofInbox(ctx, inbox_id));
  return link?.agent_bot_id ?? null;
}

async function write(tx: TransactionContext, inbox_id: number, agent_bot_id: number | null) {
  if (agent_bot_id === null) {
    await tx.queries.delete(agentBotInboxes).where(ofInbox(tx, inbox_id));
    return;
  }
  const now = tx.now();
  await tx.queries
    .insert(agentBotInboxes)
    .values({ account_id: tx.account.id, inbox_id, agent_bot_id, created_at: now, updated_at: now })
    .onConflictDoUpdate({
      target: [agentBotInboxes.account_id, agentBotInboxes.inbox_id],
      set: { agent_bot_id, status: 'active', updated_at: now },
    });
}
