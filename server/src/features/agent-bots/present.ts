import type { AgentBot } from '@porchlight/contract/agent-bots';
import type { AccountContext } from '../../context.ts';
import { botAvatarUrl } from '../accounts/present.ts';
import type { AgentBotRow } from '../accounts/table.ts';
import { showAccessToken } from '../accounts/tokens.ts';
import { showBotSecret } from './secret.ts';

type Secrets = Pick<AgentBot, 'access_token' | 'secret'>;

/** The bot with what the caller may see of its secrets. */
export async function showBot(ctx: AccountContext, bot: AgentBotRow): Promise<AgentBot> {
  return presentBot(ctx, bot, await findSecrets(ctx, bot));
}

// Whoever holds the token acts as the bot in the whole account, so it is for administrators.
async function findSecrets(ctx: AccountContext, bot: AgentBotRow): Promise<Secrets> {
  const isAdministrator = ctx.actor.type === 'user' && ctx.actor.role === 'administrator';
  if (!isAdministrator || bot.account_id !== ctx.account.id) return {};
  return {
    access_token: await showAccessToken(ctx, 'AgentBot', bot.id),
    secret: await showBotSecret(ctx, bot),
  };
}

function presentBot(ctx: AccountContext, bot: AgentBotRow, { access_token, secret }: Secrets): AgentBot {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: botAvatarUrl(ctx, bot),
    // A bot of the installation keeps its address to itself.
    ...(bot.account_id === null ? {} : { outgoing_url: bot.outgoing_url }),
    bot_type: bot.bot_type,
    bot_config: bot.bot_config,
    account_id: bot.account_id,
    ...(access_token === undefined ? {} : { access_token }),
    ...(secret === undefined ? {} : { secret }),
    system_bot: bot.account_id === null,
  };
}
