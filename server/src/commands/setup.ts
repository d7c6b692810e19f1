import { randomInt } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { AccountContext, Services } from '../context.ts';
import { addMember, createAccount, createUser, findAccountByName } from '../features/accounts/account.ts';
import { showAccessToken } from '../features/accounts/tokens.ts';
import { createInbox } from '../features/inboxes/inbox.ts';
import { type InboxRow, inboxes } from '../features/inboxes/table.ts';
import { randomToken } from '../platform/crypto/tokens.ts';

/** What a desk is set up with. */
export interface SetupOptions {
  account: string;
  name: string;
  email: string;
  password: string;
}

/** What programs need to know of a desk that was set up. */
export interface SetupResult {
  account_id: number;
  user_id: number;
  api_access_token: string;
  api_inbox_id: number;
  api_inbox_identifier: string;
  website_inbox_id: number;
  website_token: string;
}

const SETUP_LOCK = 7_305_128;

/**
 * Makes the account, its administrator, an API inbox and a website inbox; what is there already is left as it is
 * and answered, so that it may be run again.
 */
export async function setUp(services: Services, options: SetupOptions): Promise<SetupResult> {
  const client = await services.database.pool.connect();
  try {
    // Two at once would each find nothing and make everything twice.
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK]);
    return await setUpAlone(services, options);
  } finally {
    client.release(true);
  }
}

async function setUpAlone(services: Services, options: SetupOptions): Promise<SetupResult> {
  // The user first: a password that is refused leaves nothing behind.
  const user = await createUser({ services, queries: services.database.queries, now: services.now }, options);
  const existing = await findAccountByName(services, options.account);
  const account = existing ?? (await createAccount(services, { name: options.account }));
  await addMember(account, user.id, 'administrator');
  const api =
    (await findInbox(account, 'api')) ??
    (await createInbox(account, { name: 'API', channel: { type: 'api' } }));
  const website = (await findInbox(account, 'web-widget')) ?? (await createWebsite(account));
  return {
    account_id: account.account.id,
    user_id: user.id,
    api_access_token: await showAccessToken(account, 'User', user.id),
    api_inbox_id: api.id,
    api_inbox_identifier: String(api.settings.inbox_identifier),
    website_inbox_id: website.id,
    website_token: String(website.settings.website_token),
  };
}

async function findInbox(ctx: AccountContext, channel_kind: string): Promise<InboxRow | undefined> {
  const [inbox] = await ctx.queries
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.account_id, ctx.account.id), eq(inboxes.channel_kind, channel_kind)))
    .orderBy(asc(inboxes.id))
    .limit(1);
  return inbox;
}

function createWebsite(ctx: AccountContext) {
  const website_url = ctx.services.config.frontend_url;
  return createInbox(ctx, { name: 'Website', channel: { type: 'web_widget', website_url } });
}

/** A password that meets the rules, for the first administrator. */
export function makePassword(): string {
  return `${randomToken(16)}-${randomInt(10)}aA`;
}
