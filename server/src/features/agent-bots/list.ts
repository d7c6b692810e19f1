import type { AccountContext } from '../../context.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';
import { usableBots } from './access.ts';

/** The bots that the account may use, oldest first. */
export function listBots(ctx: AccountContext): Promise<AgentBotRow[]> {
  return ctx.queries.select().from(agentBots).where(usableBots(ctx)).orderBy(agentBots.id);
}
