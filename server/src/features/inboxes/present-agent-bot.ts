import type { AgentBotOfInbox } from '@porchlight/contract/inboxes';
import type { Context } from '../../context.ts';
import { botAvatarUrl } from '../accounts/present.ts';
import type { SeenBot } from './agent-bot.ts';

export function presentAgentBotOfInbox(ctx: Context, { bot, access_token }: SeenBot): AgentBotOfInbox {
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
    ...(access_token ? { access_token: presentToken(access_token) } : {}),
    system_bot: bot.account_id === null,
  };
}

// The wire sends the whole record here, and the token alone everywhere else.
function presentToken({ record, token }: NonNullable<SeenBot['access_token']>) {
  return {
    id: record.id,
    owner_type: 'AgentBot' as const,
    owner_id: record.owner_id,
    token,
    created_at: record.created_at.toISOString(),
    updated_at: record.updated_at.toISOString(),
  };
}
