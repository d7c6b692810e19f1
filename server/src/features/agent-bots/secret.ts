import { eq } from 'drizzle-orm';
import { atomically, type Context, type Services } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';
import { holdBot } from './access.ts';

const purposeOf = (bot_id: number) => `agent_bot secret ${bot_id}`;

type Sealed = Pick<AgentBotRow, 'id' | 'secret_sealed'>;

/** What requests to the bot are signed with; null for a bot of before bots had secrets, until somebody looks at it. */
export function openBotSecret({ seal }: Services, { id, secret_sealed }: Sealed): string | null {
  return secret_sealed && seal.open(secret_sealed, purposeOf(id));
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
