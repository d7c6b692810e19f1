import { eq } from 'drizzle-orm';
import { atomically, type Context, type Services } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';
import { holdBot } from './access.ts';

const purposeOf = (bot_id: number) => `agent_bot secret ${bot_id}`;

type Sealed = Pick<AgentBotRow, 'id' | 'secret_sealed'>;

/** What requests to the bot are signed with; null for a bot of before bots had secrets, until somebody looks at it. */
function openBotSecret({ seal }: Services, { id, secret_sealed }: Sealed): string | null {
  return secret_sealed && seal.open(secret_sealed, purposeOf(id));
}

/** The secrets that sign now: the newest, and the one before it for a day after the change. */
export function liveBotSecrets(ctx: Context, bot: AgentBotRow): string[] {
  const { previous_secret_sealed, previous_secret_until } = bot;
  const isAlive = previous_secret_until !== null && previous_secret_until > ctx.now();
  const before = isAlive ? { id: bot.id, secret_sealed: previous_secret_sealed } : undefined;
  const secrets = [openBotSecret(ctx.services, bot), before ? openBotSecret(ctx.services, before) : null];
  return secrets.filter((secret) => secret !== null);
}

/** For how long the secret before a change signs too. */
const OVERLAP_MS = 24 * 3_600_000;

/** Gives a bot a new secret; the one before signs too for a day. */
export async function resetBotSecret(ctx: Context, bot: AgentBotRow): Promise<AgentBotRow> {
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const { id, secret_sealed } = await holdBot(inside, bot);
    await makeBotSecret(inside, bot);
    const [changed] = await queries
      .update(agentBots)
      .set({
        previous_secret_sealed: secret_sealed,
        previous_secret_until: new Date(ctx.now().getTime() + OVERLAP_MS),
        updated_at: ctx.now(),
      })
      .where(eq(agentBots.id, id))
      .returning();
    if (!changed) throw new Error('A held bot was not there to be changed');
    return changed;
  });
}

/** Gives a held bot its secret. */
export async function makeBotSecret(ctx: Context, { id }: Pick<AgentBotRow, 'id'>): Promise<string> {
  const secret = randomToken(32);
  const secret_sealed = ctx.services.seal.close(secret, purposeOf(id));
  await ctx.queries.update(agentBots).set({ secret_sealed }).where(eq(agentBots.id, id));
  return secret;
}

/** The bot's secret, readable; one is made when there is none yet. */
export async function showBotSecret(ctx: Context, bot: AgentBotRow): Promise<string> {
  const existing = openBotSecret(ctx.services, bot);
  if (existing !== null) return existing;
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    // Somebody else may have made one meanwhile, and that one holds.
    const held = await holdBot(inside, bot);
    return openBotSecret(ctx.services, held) ?? makeBotSecret(inside, held);
  });
}
