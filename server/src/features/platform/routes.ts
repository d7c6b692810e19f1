import { platformAccountUsers } from '@porchlight/contract/platform-account-users';
import { platformAccounts } from '@porchlight/contract/platform-accounts';
import { platformAgentBots } from '@porchlight/contract/platform-agent-bots';
import { platformUsers } from '@porchlight/contract/platform-users';
import { type Route, route } from '../../context.ts';
import { makeSsoUrl } from '../accounts/sso.ts';
import { removeAvatar } from '../agent-bots/avatar.ts';
import { removeBot } from '../agent-bots/bot.ts';
import { accessAccount, createAccount, listAccounts, requestErasure, updateAccount } from './account.ts';
import { listMemberships, putMembership, removeMembership } from './account-user.ts';
import { actorOf } from './actor.ts';
import { accessBot, createPlatformBot, listBots, updatePlatformBot } from './agent-bot.ts';
import { presentAccount, presentAccountUser, showBot, showUser, showUserToken } from './present.ts';
import { accessUser, createUser, requestErasure as requestUserErasure, updateUser } from './user.ts';

const userRoutes: readonly Route[] = [
  route(platformUsers.create, async (ctx, fields) => showUser(ctx, await createUser(ctx, fields))),

  route(platformUsers.show, async (ctx, { id }) => showUser(ctx, await accessUser(ctx, id))),

  route(platformUsers.update, async (ctx, { id, ...fields }) =>
    showUser(ctx, await updateUser(ctx, id, fields)),
  ),

  route(platformUsers.remove, async (ctx, { id }) => {
    await requestUserErasure(ctx, id);
    return undefined;
  }),

  route(platformUsers.login, async (ctx, { id }) => ({
    url: await makeSsoUrl(ctx, await accessUser(ctx, id)),
  })),

  route(platformUsers.token, async (ctx, { id }) => showUserToken(ctx, await accessUser(ctx, id))),
];

const accountRoutes: readonly Route[] = [
  route(platformAccounts.list, async (ctx) => {
    const accounts = await listAccounts(ctx);
    return accounts.map((account) => presentAccount(ctx, account));
  }),

  route(platformAccounts.create, async (ctx, fields) =>
    presentAccount(ctx, await createAccount(ctx, fields)),
  ),

  route(platformAccounts.show, async (ctx, { id }) => presentAccount(ctx, await accessAccount(ctx, id))),

  route(platformAccounts.update, async (ctx, { id, ...fields }) =>
    presentAccount(ctx, await updateAccount(ctx, id, fields)),
  ),

  route(platformAccounts.remove, async (ctx, { id }) => {
    await requestErasure(ctx, id);
    return undefined;
  }),

  route(platformAccountUsers.list, async (ctx, { account_id }) => {
    const memberships = await listMemberships(ctx, account_id);
    return memberships.map(presentAccountUser);
  }),

  route(platformAccountUsers.create, async (ctx, { account_id, ...membership }) =>
    presentAccountUser(await putMembership(ctx, account_id, membership)),
  ),

  route(platformAccountUsers.remove, async (ctx, { account_id, user_id }) => {
    await removeMembership(ctx, account_id, user_id);
    return undefined;
  }),
];

const botRoutes: readonly Route[] = [
  route(platformAgentBots.list, async (ctx) => {
    const bots = await listBots(ctx);
    return Promise.all(bots.map((bot) => showBot(ctx, bot)));
  }),

  route(platformAgentBots.create, async (ctx, fields) => showBot(ctx, await createPlatformBot(ctx, fields))),

  route(platformAgentBots.show, async (ctx, { id }) => showBot(ctx, await accessBot(ctx, id))),

  route(platformAgentBots.update, async (ctx, { id, ...fields }) =>
    showBot(ctx, await updatePlatformBot(ctx, id, fields)),
  ),

  route(platformAgentBots.remove, async (ctx, { id }) => {
    await removeBot(ctx, await accessBot(ctx, id), actorOf(ctx));
    return undefined;
  }),

  route(platformAgentBots.removeAvatar, async (ctx, { id }) =>
    showBot(ctx, await removeAvatar(ctx, await accessBot(ctx, id))),
  ),
];

/** What platform apps ask for. */
export const platformRoutes: readonly Route[] = [...userRoutes, ...accountRoutes, ...botRoutes];
