import type { OperationInput } from '@porchlight/contract/operation';
import type { User } from '@porchlight/contract/people';
import type { profile } from '@porchlight/contract/profile';
import { eq } from 'drizzle-orm';
import { atomically, type Context, type UserContext, wakeWithCommit } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { writeEvents } from '../../platform/outbox/outbox.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { findUserByEmail } from './account.ts';
import { OF_NO_ACCOUNT, prepareAvatar, replaceAvatar } from './avatar.ts';
import { sendConfirmation } from './confirmation.ts';
import { readAddress } from './email-address.ts';
import { tellAccounts } from './member-events.ts';
import { checkCurrentPassword, digestNewPassword, storePassword } from './passwords.ts';
import { listMemberships } from './people.ts';
import { presentUser } from './present.ts';
import { closeSessions } from './sessions.ts';
import { type UserRow, users } from './table.ts';
import { renewAccessToken, showAccessToken } from './tokens.ts';

/** Everything that a user may see of themselves, the access token included. */
export async function showUser(ctx: Context, user: UserRow): Promise<User> {
  const memberships = await listMemberships(ctx, user.id);
  const access_token = await showAccessToken(ctx, 'User', user.id);
  return presentUser(ctx, { user, access_token, memberships });
}

/** The user of the request. */
export async function accessSelf(ctx: UserContext): Promise<UserRow> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.id, ctx.actor.id));
  if (!user) throw new Refusal('not_signed_in');
  return user;
}

/** Everything that the user of the request may see of themselves. */
export async function showProfile(ctx: UserContext): Promise<User> {
  return showUser(ctx, await accessSelf(ctx));
}

type Fields = OperationInput<typeof profile.update>;

/** Changes the user of the request; a new password leaves of the sessions that of the client `keep_client` alone. */
export async function changeProfile(ctx: UserContext, fields: Fields, keep_client?: string) {
  if (fields.name !== undefined && fields.name.trim() === '') throw invalid({ name: "can't be blank" });
  const user = await accessSelf(ctx);
  const email = await findNewAddress(ctx, user, fields.email);
  const password_digest = await findNewPassword(ctx, user, fields);
  await prepareAvatar(ctx, fields.avatar);
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const [held] = await queries.select().from(users).where(eq(users.id, user.id)).for('update');
    if (!held) throw new Refusal('not_signed_in');
    await writeFields(inside, held, fields);
    if (password_digest !== undefined) {
      await storePassword(inside, held, { password_digest, confirmed_at: held.confirmed_at });
      await closeSessions(inside, held.id, keep_client);
    }
    if (email !== undefined) await changeAddress(inside, held, email);
  });
  wakeWithCommit(ctx);
}

/** The address that the user wants instead of the one they have. */
async function findNewAddress(ctx: Context, user: UserRow, given: string | undefined) {
  if (given === undefined) return undefined;
  const email = readAddress(given);
  const owner = await findUserByEmail(ctx, email);
  if (owner && owner.id !== user.id) throw invalid({ email: 'has already been taken' });
  return email;
}

async function findNewPassword(
  ctx: Context,
  user: UserRow,
  { current_password, password, password_confirmation }: Fields,
): Promise<string | undefined> {
  if (!password) return undefined;
  // Whoever found a session open must not be able to guess the password with it.
  await ctx.services.limits.take(`current password user ${user.id}`, 20, 900);
  await checkCurrentPassword(user, current_password ?? '');
  return digestNewPassword({ password, password_confirmation });
}

const TOLD = ['name', 'display_name'] as const;

async function writeFields(ctx: Context, held: UserRow, fields: Fields) {
  const { name, display_name, message_signature, ui_settings, phone_number } = fields;
  const custom_attributes =
    phone_number === undefined ? undefined : { ...held.custom_attributes, phone_number };
  const before = { account_id: OF_NO_ACCOUNT, avatar: held.avatar };
  const avatar = fields.avatar && (await replaceAvatar(ctx, before, fields.avatar));
  await ctx.queries
    .update(users)
    .set({
      name,
      display_name,
      message_signature,
      ui_settings,
      custom_attributes,
      avatar,
      updated_at: ctx.now(),
    })
    .where(eq(users.id, held.id));
  await tellAccounts(ctx, held.id, changesOf(held, fields));
}

function changesOf(held: UserRow, fields: Fields): Changes {
  const changes: Changes = {};
  for (const field of TOLD) {
    const value = fields[field];
    if (value !== undefined && value !== held[field]) changes[field] = [held[field], value];
  }
  if (fields.avatar) changes.avatar = [held.avatar?.file_name ?? null, fields.avatar.file_name];
  return changes;
}

// The address counts once it is confirmed; going back to the one that counts ends the wait.
async function changeAddress(ctx: Context, held: UserRow, email: string) {
  const unconfirmed_email = email === held.email ? null : email;
  if (unconfirmed_email === held.unconfirmed_email) return;
  await ctx.queries.update(users).set({ unconfirmed_email }).where(eq(users.id, held.id));
  if (unconfirmed_email !== null) await sendConfirmation(ctx, { ...held, unconfirmed_email });
}

/** Takes the avatar off the user of the request. */
export async function removeAvatar(ctx: UserContext) {
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const [held] = await queries.select().from(users).where(eq(users.id, ctx.actor.id)).for('update');
    if (!held?.avatar) return;
    await queries.update(users).set({ avatar: null, updated_at: ctx.now() }).where(eq(users.id, held.id));
    await releaseFile(queries, held.avatar.key);
    await tellAccounts(inside, held.id, { avatar: [held.avatar.file_name, null] });
  });
  wakeWithCommit(ctx);
}

/** Makes a new access token; the old one stops working. Each account of the user hears of it. */
export async function resetAccessToken(ctx: UserContext): Promise<User> {
  const { actor } = ctx;
  await atomically(ctx, async (queries) => {
    const memberships = await listMemberships({ ...ctx, queries }, actor.id);
    await renewAccessToken({ ...ctx, queries }, 'User', actor.id);
    const data = { user_id: actor.id };
    const pending = memberships.map(({ account }) => ({
      account_id: account.id,
      name: 'access_token.reset',
      data,
    }));
    await writeEvents(queries, pending, { at: ctx.now(), by: { type: 'user', id: actor.id } });
  });
  wakeWithCommit(ctx);
  return showProfile(ctx);
}
