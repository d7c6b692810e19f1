import type { User } from '@porchlight/contract/people';
import { eq } from 'drizzle-orm';
import type { Context, UserContext } from '../../context.ts';
import { passwordFits } from '../../platform/crypto/passwords.ts';
import { writeEvents } from '../../platform/outbox/outbox.ts';
import { Refusal } from '../../platform/refusal.ts';
import { listMemberships } from './people.ts';
import { presentUser } from './present.ts';
import { type UserRow, users } from './table.ts';
import { renewAccessToken, showAccessToken } from './tokens.ts';

/** The user with this e-mail and password; a refusal that does not tell which of them is wrong. */
export async function checkLogin(ctx: Context, email: string, password: string): Promise<UserRow> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.email, email.trim().toLowerCase()));
  if (!(await passwordFits(user?.password_digest, password)) || !user) throw new Refusal('invalid_login');
  if (user.confirmed_at) return user;
  const sentence = `Confirm your e-mail address first: follow the link in the message sent to ${user.email}.`;
  throw new Refusal('unconfirmed_email', sentence);
}

/** Everything that a user may see of themselves, the access token included. */
export async function showUser(ctx: Context, user: UserRow): Promise<User> {
  const memberships = await listMemberships(ctx, user.id);
  const access_token = await showAccessToken(ctx, 'User', user.id);
  return presentUser({ user, access_token, memberships });
}

/** The same for the user of the request. */
export async function showProfile(ctx: UserContext): Promise<User> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.id, ctx.actor.id));
  if (!user) throw new Refusal('not_signed_in');
  return showUser(ctx, user);
}

/** Makes a new access token; the old one stops working. Each account of the user hears of it. */
export async function resetAccessToken(ctx: UserContext): Promise<User> {
  const { actor, services } = ctx;
  await services.database.queries.transaction(async (queries) => {
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
  services.wake();
  return showProfile(ctx);
}
