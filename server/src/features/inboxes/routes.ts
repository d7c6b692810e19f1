import { inboxes } from '@porchlight/contract/inboxes';
import { type Route, route } from '../../context.ts';
import { presentAgent } from '../accounts/present.ts';
import { accessInbox } from './access.ts';
import { connectBot, findBotOfInbox } from './agent-bot.ts';
import { createInbox } from './inbox.ts';
import { removeInboxAvatar, updateInbox } from './inbox-update.ts';
import { listInboxes } from './list.ts';
import { listAssignable } from './members.ts';
import { presentInbox } from './present.ts';
import { presentAgentBotOfInbox } from './present-agent-bot.ts';
import { rotateInboxSecret } from './secrets.ts';

export const inboxRoutes: readonly Route[] = [
  route(inboxes.list, async (ctx) => {
    const rows = await listInboxes(ctx);
    return { payload: rows.map((inbox) => presentInbox(ctx, inbox)) };
  }),

  route(inboxes.create, async (ctx, { account_id, ...fields }) =>
    presentInbox(ctx, await createInbox(ctx, fields)),
  ),

  route(inboxes.show, async (ctx, { id }) => presentInbox(ctx, await accessInbox(ctx, id))),

  route(inboxes.update, async (ctx, { account_id, id, ...fields }) =>
    presentInbox(ctx, await updateInbox(ctx, id, fields)),
  ),

  route(inboxes.removeAvatar, async (ctx, { id }) => {
    await removeInboxAvatar(ctx, id);
    return undefined;
  }),

  route(inboxes.resetSecret, async (ctx, { id }) =>
    presentInbox(ctx, await rotateInboxSecret(ctx, id, 'secret')),
  ),

  route(inboxes.rotateHmacToken, async (ctx, { id }) =>
    presentInbox(ctx, await rotateInboxSecret(ctx, id, 'hmac_token')),
  ),

  route(inboxes.assignableAgents, async (ctx, { id }) => {
    const people = await listAssignable(ctx, [await accessInbox(ctx, id)]);
    return { payload: people.map((person) => presentAgent(ctx, person)) };
  }),

  route(inboxes.agentBot, async (ctx, { id }) => {
    const bot = await findBotOfInbox(ctx, await accessInbox(ctx, id));
    return bot ? { agent_bot: presentAgentBotOfInbox(ctx, bot) } : {};
  }),

  route(inboxes.setAgentBot, async (ctx, { id, agent_bot }) => {
    await connectBot(ctx, await accessInbox(ctx, id), agent_bot ?? null);
    return undefined;
  }),
];
