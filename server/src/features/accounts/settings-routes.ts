import { accounts, signUp as signUpOperations } from '@porchlight/contract/accounts';
import { type Context, type Exchange, type Route, route } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { accessAccount, stampActivity, updateAccount } from './account-settings.ts';
import { readSessionClaim } from './authentication.ts';
import { listMemberships } from './people.ts';
import { presentAccount, presentCacheKeys, presentNewUser } from './present-account.ts';
import { limitAttempts } from './rate-limits.ts';
import { findSession, openSession, sessionHeaders } from './sessions.ts';
import { openAccountFor, signUp } from './sign-up.ts';
import { showAccessToken } from './tokens.ts';

/** The account itself, and making one. */
export const settingsRoutes: readonly Route[] = [
  route(accounts.show, async (ctx) => {
    const account = await accessAccount(ctx);
    return {
      ...presentAccount(account, ctx.services.config.mail_from),
      cache_keys: presentCacheKeys(account),
      latest_chatwoot_version: null,
    };
  }),

  route(accounts.update, async (ctx, { account_id, ...fields }) =>
    presentAccount(await updateAccount(ctx, fields), ctx.services.config.mail_from),
  ),

  route(accounts.updateActiveAt, async (ctx) => {
    await stampActivity(ctx);
    return undefined;
  }),

  route(accounts.cacheKeys, async (ctx, _input, { reply }) => {
    reply.header('cache-control', 'private, max-age=10, stale-while-revalidate=300');
    return { cache_keys: presentCacheKeys(await accessAccount(ctx)) };
  }),

  route(signUpOperations.withAccount, async (ctx, fields, exchange) => {
    const { account_name, user_full_name, email, password, locale } = fields;
    await openDoor(ctx, exchange);
    const names = { account_name: named(account_name), user_full_name: named(user_full_name) };
    const name = names.account_name ?? names.user_full_name;
    if (name === undefined) throw new Refusal('sign_up_refused', 'Give the account a name, or yourself');
    const known = await findSignedIn(ctx, exchange);
    if (known) {
      await openAccountFor(ctx, known, { name, locale: locale ?? undefined });
      return { data: await showNewUser(ctx, known) };
    }
    const user = await signUp(ctx, {
      account_name: name,
      user_full_name: names.user_full_name ?? name,
      email: email ?? '',
      password: password ?? '',
      locale: locale ?? undefined,
    });
    return enter(ctx, user, exchange);
  }),

  route(signUpOperations.withEmail, async (ctx, { email, password, locale }, exchange) => {
    await openDoor(ctx, exchange);
    const [name = '', host = ''] = (email ?? '').trim().toLowerCase().split('@');
    const user = await signUp(ctx, {
      account_name: host,
      user_full_name: name,
      email: email ?? '',
      password: password ?? '',
      locale: locale ?? undefined,
    });
    return enter(ctx, user, exchange);
  }),
];

type User = Awaited<ReturnType<typeof signUp>>;

async function openDoor(ctx: Context, { request }: Exchange) {
  if (!ctx.services.config.enable_signup) throw new Refusal('sign_up_disabled');
  await limitAttempts(ctx, request, { name: 'sign_up', max: 5, window_seconds: 1800 });
}

const named = (text: string | null | undefined) => text?.trim() || undefined;

/** Whoever is signed in makes one more account. */
async function findSignedIn(ctx: Context, { request }: Exchange): Promise<User | undefined> {
  const claim = readSessionClaim(request);
  return claim && (await findSession(ctx, claim))?.user;
}

async function enter(ctx: Context, user: User, { reply }: Exchange) {
  reply.headers(sessionHeaders(await openSession(ctx, user)));
  return { data: await showNewUser(ctx, user) };
}

async function showNewUser(ctx: Context, user: User) {
  const memberships = await listMemberships(ctx, user.id);
  return presentNewUser({
    user,
    access_token: await showAccessToken(ctx, 'User', user.id),
    memberships,
  });
}
