import { agentBots } from '@porchlight/contract/agent-bots';
import { type Route, route } from '../../context.ts';
import { accessBot, accessOwnBot } from './access.ts';
import { removeAvatar } from './avatar.ts';
import { createBot, removeBot, resetBotToken, updateBot } from './bot.ts';
import { listBots } from './list.ts';
import { showBot } from './present.ts';
import { resetBotSecret } from './secret.ts';

/** The bots of an account. */
export const agentBotRoutes: readonly Route[] = [
  route(agentBots.list, async (ctx) => {
    const bots = await listBots(ctx);
    return Promise.all(bots.map((bot) => showBot(ctx, bot)));
  }),

  route(agentBots.create, async (ctx, { account_id, ...fields }) =>
    showBot(ctx, await createBot(ctx, ctx.account.id, fields)),
  ),

  route(agentBots.show, async (ctx, { id }) => showBot(ctx, await accessBot(ctx, id))),

  route(agentBots.update, async (ctx, { account_id, id, ...fields }) =>
    showBot(ctx, await updateBot(ctx, await accessOwnBot(ctx, id), fields)),
  ),

  route(agentBots.remove, async (ctx, { id }) => {
    await removeBot(ctx, await accessOwnBot(ctx, id), ctx.actor);
    return undefined;
  }),

  route(agentBots.removeAvatar, async (ctx, { id }) =>
    showBot(ctx, await removeAvatar(ctx, await accessOwnBot(ctx, id))),
  ),

  route(agentBots.resetSecret, async (ctx, { id }) =>
    showBot(ctx, await resetBotSecret(ctx, await accessOwnBot(ctx, id))),
  ),

  route(agentBots.resetAccessToken, async (ctx, { id }) => {
    const bot = await accessOwnBot(ctx, id);
    await resetBotToken(ctx, bot);
    return showBot(ctx, bot);
  }),
];
