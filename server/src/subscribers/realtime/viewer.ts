import { and, eq, sql } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { systemContext } from '../../features/accounts/account.ts';
import { accounts, accountUsers, users } from '../../features/accounts/table.ts';
import { contactInboxes } from '../../features/contacts/table.ts';
import { isStorable } from '../../platform/database/storable.ts';

/** Somebody who listens: an agent in an account, or a contact in an inbox. */
export type Viewer = AgentViewer | ContactViewer;

export interface AgentViewer {
  kind: 'user';
  ctx: AccountContext;
  id: number;
  token: string;
}

export interface ContactViewer {
  kind: 'contact';
  ctx: AccountContext;
  id: number;
  contact_inbox_id: number;
  inbox_id: number;
  token: string;
}

/**
 * Who a subscription's identifier says is listening, when its token proves it: a user by id, token and account, or a
 * contact by the token of their link to an inbox.
 */
export async function findViewer(
  services: Services,
  identifier: Readonly<Record<string, unknown>>,
): Promise<Viewer | undefined> {
  const { channel, pubsub_token: token, user_id, account_id } = identifier;
  if (channel !== 'RoomChannel' || !isToken(token)) return undefined;
  if (user_id === undefined || user_id === null || user_id === '') return findContact(services, token);
  const [id, account] = [readId(user_id), readId(account_id)];
  return id && account ? findAgent(services, { id, account, token }) : undefined;
}

const isToken = (value: unknown): value is string => isStorable(value) && value !== '' && value.length <= 200;

const readId = (value: unknown) => (/^[1-9]\d{0,14}$/.test(String(value)) ? Number(value) : undefined);

async function findAgent(
  services: Services,
  { id, account, token }: { id: number; account: number; token: string },
): Promise<AgentViewer | undefined> {
  const [found] = await services.database.queries
    .select({ account: accounts })
    .from(users)
    .innerJoin(accountUsers, and(eq(accountUsers.user_id, users.id), eq(accountUsers.account_id, account)))
    .innerJoin(accounts, eq(accounts.id, accountUsers.account_id))
    .where(and(eq(users.id, id), eq(users.pubsub_token, token), eq(accounts.status, 'active')));
  return found && { kind: 'user', ctx: systemContext(services, found.account), id, token };
}

async function findContact(services: Services, token: string): Promise<ContactViewer | undefined> {
  const [found] = await services.database.queries
    .select({ account: accounts, link: contactInboxes })
    .from(contactInboxes)
    .innerJoin(accounts, eq(accounts.id, contactInboxes.account_id))
    .where(and(eq(contactInboxes.pubsub_token, token), eq(accounts.status, 'active')));
  if (!found) return undefined;
  const { id: contact_inbox_id, contact_id: id, inbox_id } = found.link;
  return {
    kind: 'contact',
    ctx: systemContext(services, found.account),
    id,
    contact_inbox_id,
    inbox_id,
    token,
  };
}

/** Those of them whose token still holds, and who are still members of the account. */
export async function stillListening(services: Services, viewers: readonly Viewer[]): Promise<Set<Viewer>> {
  if (viewers.length === 0) return new Set();
  const ids = viewers.filter(({ kind }) => kind === 'user').map(({ id }) => id);
  const tokens = viewers.filter(({ kind }) => kind === 'contact').map(({ token }) => token);
  const { queries } = services.database;
  const people = await queries
    .select({ token: users.pubsub_token, account_id: accountUsers.account_id, id: users.id })
    .from(users)
    .innerJoin(accountUsers, eq(accountUsers.user_id, users.id))
    .innerJoin(accounts, and(eq(accounts.id, accountUsers.account_id), eq(accounts.status, 'active')))
    .where(sql`${users.id} = any(${sql.param(ids)})`);
  const links = await queries
    .select({ token: contactInboxes.pubsub_token, account_id: contactInboxes.account_id })
    .from(contactInboxes)
    .innerJoin(accounts, and(eq(accounts.id, contactInboxes.account_id), eq(accounts.status, 'active')))
    .where(sql`${contactInboxes.pubsub_token} = any(${sql.param(tokens)})`);
  const signs = new Set([
    ...people.map(({ token, account_id, id }) => `user ${account_id} ${id} ${token}`),
    ...links.map(({ token, account_id }) => `contact ${account_id} ${token}`),
  ]);
  return new Set(viewers.filter((viewer) => signs.has(signOf(viewer))));
}

function signOf({ kind, ctx, id, token }: Viewer): string {
  return kind === 'user' ? `user ${ctx.account.id} ${id} ${token}` : `contact ${ctx.account.id} ${token}`;
}
