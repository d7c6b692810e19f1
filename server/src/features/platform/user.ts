import type { OperationInput } from '@porchlight/contract/operation';
import type { platformUsers as operations } from '@porchlight/contract/platform-users';
import { eq } from 'drizzle-orm';
import { atomically, type PlatformContext, wakeWithCommit } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { findUserByEmail } from '../accounts/account.ts';
import { shutOut } from '../accounts/agent.ts';
import { readAddress } from '../accounts/email-address.ts';
import { tellAccounts } from '../accounts/member-events.ts';
import { digestNewPassword, storePassword } from '../accounts/passwords.ts';
import { permit } from '../accounts/permissibles.ts';
import { closeSessions } from '../accounts/sessions.ts';
import { type UserRow, users } from '../accounts/table.ts';

type Fields = OperationInput<typeof operations.create>;

/** Makes a user who counts as confirmed; the one who has the address already is adopted. */
export async function createUser(ctx: PlatformContext, fields: Fields): Promise<UserRow> {
  const email = readAddress(fields.email ?? '');
  const isNew = (await findUserByEmail(ctx, email)) === undefined;
  const columns = isNew ? await readNewUser(fields) : undefined;
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const user = (columns && (await storeUser(inside, email, columns))) ?? (await adopt(inside, email));
    await permit(inside, { type: 'User', id: user.id });
    return user;
  });
}

async function readNewUser({ name, display_name, password, custom_attributes }: Fields) {
  if (!name?.trim()) throw invalid({ name: "can't be blank" });
  if (!password) throw invalid({ password: "can't be blank" });
  const password_digest = await digestNewPassword({ password });
  return { name, display_name, password_digest, custom_attributes: custom_attributes ?? {} };
}

type NewUser = Awaited<ReturnType<typeof readNewUser>>;

async function storeUser(ctx: PlatformContext, email: string, columns: NewUser) {
  const now = ctx.now();
  const [user] = await ctx.queries
    .insert(users)
    .values({
      ...columns,
      email,
      pubsub_token: randomToken(),
      confirmed_at: now,
      created_at: now,
      updated_at: now,
    })
    .onConflictDoNothing()
    .returning();
  return user;
}

async function adopt(ctx: PlatformContext, email: string): Promise<UserRow> {
  const [held] = await ctx.queries.select().from(users).where(eq(users.email, email)).for('update');
  if (!held) throw new Refusal('record_missing');
  if (held.confirmed_at !== null) return held;
  // The app vouches for the address; whoever signed up with it before may have been a stranger.
  await shutOut(ctx, held);
  const [user] = await ctx.queries
    .update(users)
    .set({ confirmed_at: ctx.now() })
    .where(eq(users.id, held.id))
    .returning();
  if (!user) throw new Error('A held user was not there to be changed');
  return user;
}

/** The user, who is the app's: the door has looked at that. */
export async function accessUser(ctx: PlatformContext, id: number): Promise<UserRow> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.id, id));
  if (!user) throw new Refusal('record_missing');
  return user;
}

/** Changes a user; what is not given stays as it is. */
export async function updateUser(ctx: PlatformContext, id: number, fields: Fields): Promise<UserRow> {
  if (typeof fields.name === 'string' && fields.name.trim() === '') throw invalid({ name: "can't be blank" });
  const email = fields.email === undefined ? undefined : readAddress(fields.email ?? '');
  const password_digest = fields.password
    ? await digestNewPassword({ password: fields.password })
    : undefined;
  try {
    const user = await atomically(ctx, (queries) =>
      write({ ...ctx, queries }, id, { ...fields, email, password_digest }),
    );
    wakeWithCommit(ctx);
    return user;
  } catch (error) {
    if (brokeUniqueness(error, 'users_email')) throw invalid({ email: 'has already been taken' });
    throw error;
  }
}

interface Checked extends Omit<Fields, 'email' | 'password'> {
  email: string | undefined;
  password_digest: string | undefined;
}

async function write(ctx: PlatformContext, id: number, fields: Checked): Promise<UserRow> {
  const [held] = await ctx.queries.select().from(users).where(eq(users.id, id)).for('update');
  if (!held) throw new Refusal('record_missing');
  const { password_digest } = fields;
  if (password_digest !== undefined) {
    await storePassword(ctx, held, { password_digest, confirmed_at: held.confirmed_at });
    await closeSessions(ctx, id);
  }
  const [user] = await ctx.queries
    .update(users)
    .set({ ...columnsOf(held, fields), updated_at: ctx.now() })
    .where(eq(users.id, id))
    .returning();
  if (!user) throw new Error('A held user was not there to be changed');
  await tellAccounts(ctx, id, differences(held, user), { type: 'system', id: null });
  return user;
}

function columnsOf(held: UserRow, { name, display_name, email, custom_attributes }: Checked) {
  // Links that went to the former address end with it.
  const former = {
    unconfirmed_email: null,
    confirmation_token_digest: null,
    reset_password_token_digest: null,
  };
  return {
    name: name ?? undefined,
    display_name,
    ...(email === undefined || email === held.email ? {} : { email, ...former }),
    ...(custom_attributes ? { custom_attributes: { ...held.custom_attributes, ...custom_attributes } } : {}),
  };
}

function differences(held: UserRow, user: UserRow): Changes {
  const told = ['name', 'display_name', 'email'] as const;
  return Object.fromEntries(
    told.filter((field) => held[field] !== user[field]).map((field) => [field, [held[field], user[field]]]),
  );
}

/** A user to be deleted. */
export interface UserErasure {
  user_id: number;
}

export const ERASE_USER = 'erase_user';

/** Has a user deleted, soon. */
export async function requestErasure(ctx: PlatformContext, user_id: number) {
  const payload: UserErasure = { user_id };
  await enqueue(ctx.queries, [{ name: ERASE_USER, payload }]);
}
