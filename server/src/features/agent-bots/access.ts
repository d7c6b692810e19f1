import { and, eq, isNull, or } from 'drizzle-orm';
import type { AccountContext, Context } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';

/** The bots that an account may use: its own, and those of the installation. */
export const usableBots = (ctx: AccountContext) =>
  or(eq(agentBots.account_id, ctx.account.id), isNull(agentBots.account_id));

/** A bot that the account may use. */
export async function accessBot(ctx: AccountContext, id: number): Promise<AgentBotRow> {
  const [bot] = await ctx.queries
    .select()
    .from(agentBots)
    .where(and(eq(agentBots.id, id), usableBots(ctx)));
  if (!bot) throw notFound();
  return bot;
}

/** A bot of the account itself; those of the installation are changed by whoever made them. */
export async function accessOwnBot(ctx: AccountContext, id: number): Promise<AgentBotRow> {
  const bot = await accessBot(ctx, id);
  if (bot.account_id === null) throw notFound();
  return bot;
}

/** The row as it is now, held until the transaction ends, unless it went or belongs to somebody else meanwhile. */
export async function holdBot(
  ctx: Context,
  { id, account_id }: Pick<AgentBotRow, 'id' | 'account_id'>,
): Promise<AgentBotRow> {
  const ofOwner = account_id === null ? isNull(agentBots.account_id) : eq(agentBots.account_id, account_id);
  const [bot] = await ctx.queries
    .select()
    .from(agentBots)
    .where(and(eq(agentBots.id, id), ofOwner))
    .for('update');
  if (!bot) throw notFound();
  return bot;
}
