import { eq } from 'drizzle-orm';
import { atomically, type Context, type UserContext, wakeWithCommit } from '../../context.ts';
import { digestToken, randomToken } from '../../platform/crypto/tokens.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { Refusal } from '../../platform/refusal.ts';
import { confirmationMail, sendMail } from './mails.ts';
import { tellAccounts } from './member-events.ts';
import { type UserRow, users } from './table.ts';

const LIFETIME_MS = 7 * 24 * 3600 * 1000;

/** Sends the link that confirms the address that waits for it; an older link stops working. */
export async function sendConfirmation(
  ctx: Context,
  user: Pick<UserRow, 'id' | 'email' | 'unconfirmed_email'>,
) {
  const token = randomToken();
  await ctx.queries
    .update(users)
    .set({ confirmation_token_digest: digestToken(token), confirmation_sent_at: ctx.now() })
    .where(eq(users.id, user.id));
  await sendMail(ctx, confirmationMail(ctx, { to: user.unconfirmed_email ?? user.email, token }));
}

/** Sends it again to the user of the request, when there is anything left to confirm. */
export async function resendConfirmation(ctx: UserContext) {
  await atomically(ctx, async (queries) => {
    const [user] = await queries.select().from(users).where(eq(users.id, ctx.actor.id)).for('update');
    const waits = user && (user.confirmed_at === null || user.unconfirmed_email !== null);
    if (waits) await sendConfirmation({ ...ctx, queries }, user);
  });
}

/** Confirms the address that the token was sent to; it becomes the user's. */
export async function confirmAddress(ctx: Context, token: string): Promise<UserRow> {
  try {
    const user = await atomically(ctx, (queries) => confirm({ ...ctx, queries }, token));
    wakeWithCommit(ctx);
    return user;
  } catch (error) {
    // Somebody else has taken the address meanwhile.
    if (brokeUniqueness(error, 'users_email')) throw new Refusal('invalid_link', 'Failure', { cause: error });
    throw error;
  }
}

async function confirm(ctx: Context, token: string): Promise<UserRow> {
  const [user] = await ctx.queries
    .select()
    .from(users)
    .where(eq(users.confirmation_token_digest, digestToken(token)))
    .for('update');
  if (!user || !isFresh(ctx, user)) throw new Refusal('invalid_link');
  const { id, unconfirmed_email } = user;
  if (user.confirmed_at && unconfirmed_email === null) throw new Refusal('invalid_link', 'Already confirmed');
  const now = ctx.now();
  const email = unconfirmed_email ?? user.email;
  // Links for a password that went to the former address end with it.
  const former = unconfirmed_email === null ? {} : { reset_password_token_digest: null };
  const [confirmed] = await ctx.queries
    .update(users)
    .set({ ...former, email, unconfirmed_email: null, confirmed_at: now, updated_at: now })
    .where(eq(users.id, id))
    .returning();
  if (!confirmed) throw new Error('A held user was not there to be changed');
  if (email !== user.email) await tellAccounts(ctx, id, { email: [user.email, email] });
  return confirmed;
}

const isFresh = (ctx: Context, { confirmation_sent_at }: UserRow) =>
  confirmation_sent_at !== null && ctx.now().getTime() - confirmation_sent_at.getTime() < LIFETIME_MS;
