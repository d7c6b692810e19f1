import type { OperationInput } from '@porchlight/contract/operation';
import type { platformAgentBots as operations } from '@porchlight/contract/platform-agent-bots';
import { eq, inArray } from 'drizzle-orm';
import { atomically, type PlatformContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { accessPermissible, permit, permittedIds } from '../accounts/permissibles.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';
import { createBot, moveBot, updateBot } from '../agent-bots/bot.ts';
import { actorOf } from './actor.ts';

type Fields = OperationInput<typeof operations.create>;

/** The bots that the app made, oldest first. */
export function listBots(ctx: PlatformContext): Promise<AgentBotRow[]> {
  const isPermitted = inArray(agentBots.id, permittedIds(ctx, 'AgentBot'));
  return ctx.queries.select().from(agentBots).where(isPermitted).orderBy(agentBots.id);
}

/** The bot, which is the app's: the door has looked at that. */
export async function accessBot(ctx: PlatformContext, id: number): Promise<AgentBotRow> {
  const [bot] = await ctx.queries.select().from(agentBots).where(eq(agentBots.id, id));
  if (!bot) throw new Refusal('record_missing');
  return bot;
}

/** Makes a bot of the installation, or of an account that is the app's. */
export async function createPlatformBot(ctx: PlatformContext, { account_id, ...fields }: Fields) {
  await accessOwner(ctx, account_id);
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const bot = await createBot(inside, account_id ?? null, fields);
    await permit(inside, { type: 'AgentBot', id: bot.id });
    return bot;
  });
}

// Its token opens the account to whoever made the bot.
async function accessOwner(ctx: PlatformContext, account_id: number | null | undefined) {
  if (account_id) await accessPermissible(ctx, ctx.actor.id, { type: 'Account', id: account_id });
}

/** Changes a bot, and the account that it belongs to. */
export async function updatePlatformBot(
  ctx: PlatformContext,
  id: number,
  { account_id, ...fields }: Fields,
): Promise<AgentBotRow> {
  await accessOwner(ctx, account_id);
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const bot = await accessBot(inside, id);
    const moved = account_id === undefined ? bot : await moveBot(inside, bot, account_id, actorOf(ctx));
    return updateBot(inside, moved, fields);
  });
}
