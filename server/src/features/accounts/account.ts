import type { Role } from '@porchlight/contract/permissions';
import { eq } from 'drizzle-orm';
import {
  type Account,
  type AccountContext,
  accountContext,
  type Context,
  type Services,
} from '../../context.ts';
import { digestPassword, passwordFault } from '../../platform/crypto/passwords.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { invalid } from '../../platform/refusal.ts';
import { FEATURES_AT_FIRST } from './feature-flags.ts';
import { accountSequences, accounts, accountUsers, type UserRow, users } from './table.ts';

interface NewAccount {
  name: string;
  locale?: string;
}

/** Makes an account without anybody in it. */
export async function createAccount(
  services: Services,
  { name, locale = 'en' }: NewAccount,
): Promise<AccountContext> {
  const account = await services.database.queries.transaction((queries) =>
    insertAccount(queries, services.now(), { name, locale }),
  );
  const ctx = systemContext(services, account);
  await ctx.transaction(async (tx) => tx.emit('account.created', { name }));
  return ctx;
}

/** Stores an account with what every account has; whoever calls it tells the outside. */
export async function insertAccount(queries: Queries, now: Date, { name, locale = 'en' }: NewAccount) {
  const [account] = await queries
    .insert(accounts)
    .values({ name, locale, features: [...FEATURES_AT_FIRST], created_at: now, updated_at: now })
    .returning();
  if (!account) throw new Error('The account was not stored');
  await queries.insert(accountSequences).values({ account_id: account.id });
  return account;
}

/** The first account with this name, or nothing. */
export async function findAccountByName(
  services: Services,
  name: string,
): Promise<AccountContext | undefined> {
  const [account] = await services.database.queries
    .select()
    .from(accounts)
    .where(eq(accounts.name, name))
    .orderBy(accounts.id)
    .limit(1);
  return account && systemContext(services, account);
}

/** The account with this id, or nothing. */
export async function findAccount({ database }: Services, id: number) {
  const [account] = await database.queries.select().from(accounts).where(eq(accounts.id, id));
  return account;
}

/** Tells whether there is no account yet. */
export async function isEmpty(services: Services): Promise<boolean> {
  const rows = await services.database.queries.select({ id: accounts.id }).from(accounts).limit(1);
  return rows.length === 0;
}

/** The desk itself acting in an account. */
export function systemContext(services: Services, account: Account): AccountContext {
  return accountContext(services, account, { type: 'system', id: null, name: 'Porchlight' });
}

interface NewUser {
  name: string;
  email: string;
  password: string;
}

/** Makes a user whose e-mail address counts as confirmed; an existing one with that address is left as it is. */
export async function createUser(ctx: Context, { name, email, password }: NewUser): Promise<UserRow> {
  const address = email.trim().toLowerCase();
  const existing = await findUserByEmail(ctx, address);
  if (existing) return existing;
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw invalid({ email: 'is not an e-mail address' });
  const fault = passwordFault(password);
  if (fault) throw invalid({ password: fault });
  const now = ctx.now();
  const [user] = await ctx.queries
    .insert(users)
    .values({
      name,
      email: address,
      password_digest: await digestPassword(password),
      pubsub_token: randomToken(),
      confirmed_at: now,
      created_at: now,
      updated_at: now,
    })
    .onConflictDoNothing()
    .returning();
  const found = user ?? (await findUserByEmail(ctx, address));
  if (!found) throw new Error('The user was not stored');
  return found;
}

/** The user with this address, which must be in small letters; or nothing. */
export async function findUserByEmail(ctx: Context, email: string): Promise<UserRow | undefined> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.email, email));
  return user;
}

/** Makes the user a member; one who is already keeps the role. */
export async function addMember(ctx: AccountContext, user_id: number, role: Role) {
  const now = ctx.now();
  await ctx.queries
    .insert(accountUsers)
    .values({ account_id: ctx.account.id, user_id, role, created_at: now, updated_at: now })
    .onConflictDoNothing();
}
