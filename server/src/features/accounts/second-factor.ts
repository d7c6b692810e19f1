import { randomBytes } from 'node:crypto';
import { and, arrayContains, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { generateSecret, generateURI, verify } from 'otplib';
import { atomically, type Context, type UserContext } from '../../context.ts';
import { passwordFits } from '../../platform/crypto/passwords.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type UserRow, users } from './table.ts';

const ISSUER = 'Porchlight';
const STEP_SECONDS = 30;
const BACKUP_CODES = 10;

const refuseCode = () => new Refusal('unprocessable', 'Invalid verification code');

const purposeOf = ({ id }: Pick<UserRow, 'id'>) => `otp ${id}`;

/** Makes a secret that counts once a code of it was verified. */
export async function beginSecondFactor(ctx: UserContext, user: UserRow) {
  const secret = generateSecret();
  const begun = await ctx.queries
    .update(users)
    .set({ otp_sealed: ctx.services.seal.close(secret, purposeOf(user)), otp_last_step: null })
    .where(and(eq(users.id, user.id), isNull(users.otp_enabled_at)))
    .returning({ id: users.id });
  if (begun.length === 0) throw new Refusal('unprocessable', 'The second factor is on already');
  return { secret, provisioning_url: generateURI({ issuer: ISSUER, label: user.email, secret }) };
}

/** Turns the second factor on with a first code; answers backup codes when it was off. */
export async function enableSecondFactor(ctx: UserContext, user: UserRow, code: string) {
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    if (!(await takeCode(inside, user, code))) throw refuseCode();
    const enabled = await queries
      .update(users)
      .set({ otp_enabled_at: ctx.now() })
      .where(and(eq(users.id, user.id), isNull(users.otp_enabled_at)))
      .returning({ id: users.id });
    return enabled.length > 0 ? storeBackupCodes(inside, user) : undefined;
  });
}

/** Makes new backup codes; the old ones stop working. */
export async function renewBackupCodes(ctx: UserContext, user: UserRow, code: string): Promise<string[]> {
  if (user.otp_enabled_at === null) throw refuseOff();
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    if (!(await takeCode(inside, user, code))) throw refuseCode();
    return storeBackupCodes(inside, user);
  });
}

const refuseOff = () => new Refusal('unprocessable', 'The second factor is not on');

/** Turns the second factor off; needs the password and a code, or a backup code in its place. */
export async function disableSecondFactor(ctx: UserContext, user: UserRow, password: string, code: string) {
  if (user.otp_enabled_at === null) throw refuseOff();
  if (!(await passwordFits(user.password_digest, password)))
    throw new Refusal('unprocessable', 'Invalid password');
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const taken = (await takeCode(inside, user, code)) || (await takeBackupCode(inside, user, code));
    if (!taken) throw refuseCode();
    await queries
      .update(users)
      .set({ otp_sealed: null, otp_enabled_at: null, otp_last_step: null, otp_recovery_digests: [] })
      .where(eq(users.id, user.id));
  });
}

/** Tells whether the code is the app's now, or of one step before or after; each is taken once. */
export async function takeCode(ctx: Context, user: UserRow, code: string): Promise<boolean> {
  const token = code.replaceAll(/\s/g, '');
  if (user.otp_sealed === null || !/^\d{6}$/.test(token)) return false;
  const secret = ctx.services.seal.open(user.otp_sealed, purposeOf(user));
  const epoch = Math.floor(ctx.now().getTime() / 1000);
  const result = await verify({ secret, token, epoch, epochTolerance: STEP_SECONDS });
  if (!result.valid || !('timeStep' in result)) return false;
  const step = result.timeStep;
  const taken = await ctx.queries
    .update(users)
    .set({ otp_last_step: step })
    .where(
      and(
        eq(users.id, user.id),
        eq(users.otp_sealed, user.otp_sealed),
        or(isNull(users.otp_last_step), lt(users.otp_last_step, step)),
      ),
    )
    .returning({ id: users.id });
  return taken.length > 0;
}

/** Tells whether the backup code is left, and uses it up. */
export async function takeBackupCode(ctx: Context, user: UserRow, code: string): Promise<boolean> {
  const digest = digestCode(ctx, user, code.replaceAll(/\s/g, '').toUpperCase());
  const taken = await ctx.queries
    .update(users)
    .set({ otp_recovery_digests: sql`array_remove(${users.otp_recovery_digests}, ${digest})` })
    .where(and(eq(users.id, user.id), arrayContains(users.otp_recovery_digests, [digest])))
    .returning({ id: users.id });
  return taken.length > 0;
}

async function storeBackupCodes(ctx: Context, user: UserRow): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, () => randomBytes(4).toString('hex').toUpperCase());
  const otp_recovery_digests = codes.map((code) => digestCode(ctx, user, code));
  await ctx.queries.update(users).set({ otp_recovery_digests }).where(eq(users.id, user.id));
  return codes;
}

// Too short for a plain hash: with a copy of the database alone, every code could be tried.
const digestCode = (ctx: Context, { id }: UserRow, code: string) =>
  ctx.services.signer.digest(`backup code ${id}`, code).toString('hex');
