import { eq } from 'drizzle-orm';
import { atomically, type Context } from '../../context.ts';
import { digestPassword, passwordFault, passwordFits } from '../../platform/crypto/passwords.ts';
import { digestToken, randomToken } from '../../platform/crypto/tokens.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { findUserByEmail } from './account.ts';
import { passwordMail, sendMail } from './mails.ts';
import { closeSessions } from './sessions.ts';
import { type UserRow, users } from './table.ts';

const RESET_MS = 6 * 3600 * 1000;
const INVITATION_MS = 7 * 24 * 3600 * 1000;

/** Sends a link for a new password to a user with this address. */
export async function requestPassword(ctx: Context, email: string) {
  const user = await findUserByEmail(ctx, email.trim().toLowerCase());
  if (!user) throw new Refusal('unknown_email');
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const token = await makePasswordToken(inside, user.id);
    await sendMail(inside, passwordMail(inside, { to: user.email, token }));
  });
}

/** Makes the token of a link for a password; an older one stops working. */
export async function makePasswordToken(ctx: Context, user_id: number): Promise<string> {
  const token = randomToken();
  await ctx.queries
    .update(users)
    .set({ reset_password_token_digest: digestToken(token), reset_password_sent_at: ctx.now() })
    .where(eq(users.id, user_id));
  return token;
}

interface NewPassword {
  password: string;
  /** Nothing when the client does not ask for it twice. */
  password_confirmation?: string | null | undefined;
}

/** Sets the password of whoever holds the token. The token shows that the address is theirs, too. */
export async function resetPassword(ctx: Context, token: string, given: NewPassword): Promise<UserRow> {
  const found = await findHolder(ctx, token);
  const password_digest = await digestNewPassword(given);
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const [held] = await queries.select().from(users).where(eq(users.id, found.id)).for('update');
    // Of two at once, the second finds the token used.
    if (!held || !isHolder(inside, held, token)) throw new Refusal('invalid_link');
    await closeSessions(inside, held.id);
    return storePassword(inside, held, { password_digest, confirmed_at: held.confirmed_at ?? ctx.now() });
  });
}

async function findHolder(ctx: Context, token: string): Promise<UserRow> {
  const [user] = await ctx.queries
    .select()
    .from(users)
    .where(eq(users.reset_password_token_digest, digestToken(token)));
  if (!user || !isHolder(ctx, user, token)) throw new Refusal('invalid_link');
  return user;
}

function isHolder(ctx: Context, user: UserRow, token: string): boolean {
  const { reset_password_sent_at: sent_at, reset_password_token_digest: digest } = user;
  if (!digest?.equals(digestToken(token)) || !sent_at) return false;
  // Whoever never had a password was invited, and may be on holiday.
  const lifetime_ms = user.password_digest === null ? INVITATION_MS : RESET_MS;
  return ctx.now().getTime() - sent_at.getTime() < lifetime_ms;
}

/** The digest of a new password that meets the rules. */
export async function digestNewPassword({ password, password_confirmation }: NewPassword): Promise<string> {
  const fault = passwordFault(password);
  if (fault) throw invalid({ password: fault });
  const differs = typeof password_confirmation === 'string' && password_confirmation !== password;
  if (differs) throw invalid({ password_confirmation: "doesn't match Password" });
  return digestPassword(password);
}

/** Writes a password; sockets of before have to connect anew, and links for a password end. */
export async function storePassword(
  ctx: Context,
  { id }: UserRow,
  columns: Pick<UserRow, 'password_digest' | 'confirmed_at'>,
): Promise<UserRow> {
  const [user] = await ctx.queries
    .update(users)
    .set({
      ...columns,
      pubsub_token: randomToken(),
      reset_password_token_digest: null,
      updated_at: ctx.now(),
    })
    .where(eq(users.id, id))
    .returning();
  if (!user) throw new Error('A held user was not there to be changed');
  return user;
}

/** Refuses unless this is the user's password. */
export async function checkCurrentPassword({ password_digest }: UserRow, password: string) {
  if (await passwordFits(password_digest, password)) return;
  throw new Refusal('unprocessable', 'Invalid current password');
}
