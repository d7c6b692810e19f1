import { and, eq, gt, lte } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { digestToken, randomToken } from '../../platform/crypto/tokens.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkConfirmed } from './login.ts';
import { ssoTokens, type UserRow, users } from './table.ts';

const LIFETIME_MS = 5 * 60 * 1000;

/** An address of the dashboard that signs the user in once, within five minutes. */
export async function makeSsoUrl(ctx: Context, user: Pick<UserRow, 'id' | 'email'>): Promise<string> {
  const now = ctx.now();
  await ctx.queries
    .delete(ssoTokens)
    .where(and(eq(ssoTokens.user_id, user.id), lte(ssoTokens.expires_at, now)));
  const token = randomToken();
  await ctx.queries.insert(ssoTokens).values({
    digest: digestToken(token),
    user_id: user.id,
    expires_at: new Date(now.getTime() + LIFETIME_MS),
    created_at: now,
  });
  const query = `email=${encodeURIComponent(user.email)}&sso_auth_token=${token}`;
  return new URL(`/app/login?${query}`, ctx.services.config.frontend_url).href;
}

/** The user with this e-mail whose token this is; it is used up with that. */
export async function takeSsoToken(ctx: Context, email: string, token: string): Promise<UserRow> {
  const digest = digestToken(token);
  const [found] = await ctx.queries
    .select({ user: users })
    .from(ssoTokens)
    .innerJoin(users, eq(users.id, ssoTokens.user_id))
    .where(
      and(
        eq(ssoTokens.digest, digest),
        eq(users.email, email.trim().toLowerCase()),
        gt(ssoTokens.expires_at, ctx.now()),
      ),
    );
  if (!found) throw new Refusal('invalid_login');
  checkConfirmed(found.user);
  // Of two at once, the second finds it used.
  const taken = await ctx.queries.delete(ssoTokens).where(eq(ssoTokens.digest, digest)).returning();
  if (taken.length === 0) throw new Refusal('invalid_login');
  return found.user;
}
