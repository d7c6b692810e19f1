import { eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { passwordFits } from '../../platform/crypto/passwords.ts';
import { Refusal } from '../../platform/refusal.ts';
import { takeBackupCode, takeCode } from './second-factor.ts';
import { type UserRow, users } from './table.ts';

/** The user with this e-mail and password; a refusal that does not tell which of them is wrong. */
export async function checkLogin(ctx: Context, email: string, password: string): Promise<UserRow> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.email, email.trim().toLowerCase()));
  if (!(await passwordFits(user?.password_digest, password)) || !user) throw new Refusal('invalid_login');
  checkConfirmed(user);
  return user;
}

/** Refuses a user whose e-mail address nobody has confirmed. */
export function checkConfirmed(user: UserRow) {
  if (user.confirmed_at) return;
  const sentence = `Confirm your e-mail address first: follow the link in the message sent to ${user.email}.`;
  throw new Refusal('unconfirmed_email', sentence);
}

const PURPOSE = 'second factor';
const LIFETIME_SECONDS = 300;

interface Claim {
  user_id: number;
  /** Of the password at that time: a new one ends what was begun with the old. */
  password: string;
}

/** Says that a user has shown the first factor. */
export function makeMfaToken(ctx: Context, user: UserRow): string {
  const claim: Claim = { user_id: user.id, password: fingerprint(ctx, user) };
  return ctx.services.signer.sign(PURPOSE, claim, LIFETIME_SECONDS);
}

const fingerprint = (ctx: Context, { password_digest }: UserRow) =>
  ctx.services.signer.digest('password', password_digest ?? '').toString('base64url');

interface SecondFactor {
  mfa_token: string;
  otp_code?: string | null | undefined;
  backup_code?: string | null | undefined;
}

/** The user who shows the second factor after the first. */
export async function checkSecondFactor(
  ctx: Context,
  { mfa_token, otp_code, backup_code }: SecondFactor,
): Promise<UserRow> {
  const claim = ctx.services.signer.open(PURPOSE, mfa_token) as Claim | undefined;
  const user = claim && (await findUser(ctx, claim.user_id));
  const isOpen = user?.otp_enabled_at && claim?.password === fingerprint(ctx, user);
  if (!user || !isOpen) throw new Refusal('invalid_mfa_token');
  await ctx.services.limits.take(`second factor user ${user.id}`, 20, 300);
  const taken = otp_code
    ? await takeCode(ctx, user, otp_code)
    : await takeBackupCode(ctx, user, backup_code ?? '');
  if (!taken) throw new Refusal('invalid_mfa_code');
  return user;
}

async function findUser(ctx: Context, user_id: number): Promise<UserRow | undefined> {
  const [user] = await ctx.queries.select().from(users).where(eq(users.id, user_id));
  return user;
}
