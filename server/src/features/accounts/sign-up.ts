import { atomically, type Context, wakeWithCommit } from '../../context.ts';
import { digestPassword, passwordFault } from '../../platform/crypto/passwords.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { writeEvents } from '../../platform/outbox/outbox.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { insertAccount } from './account.ts';
import { sendConfirmation } from './confirmation.ts';
import { findAddress } from './email-address.ts';
import { type AccountRow, accountUsers, type UserRow, users } from './table.ts';

interface Applicant {
  account_name: string;
  user_full_name: string;
  email: string;
  password: string;
  locale?: string | undefined;
}

/** Makes an account and its administrator, who has to confirm the address when the desk can send mail. */
export async function signUp(ctx: Context, applicant: Applicant): Promise<UserRow> {
  const email = findAddress(applicant.email);
  if (email === undefined) throw new Refusal('sign_up_refused', 'Give an e-mail address that is yours');
  const fault = passwordFault(applicant.password);
  if (fault) throw invalid({ password: fault });
  const password_digest = await digestPassword(applicant.password);
  const user = await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const made = await storeUser(inside, { name: applicant.user_full_name, email, password_digest });
    await makeAccountOf(inside, made, { name: applicant.account_name, locale: applicant.locale });
    if (made.confirmed_at === null) await sendConfirmation(inside, made);
    return made;
  });
  wakeWithCommit(ctx);
  return user;
}

/** Makes one more account for somebody who has a user already. */
export async function openAccountFor(ctx: Context, user: UserRow, account: NewAccount) {
  await atomically(ctx, (queries) => makeAccountOf({ ...ctx, queries }, user, account));
  wakeWithCommit(ctx);
}

interface NewAccount {
  name: string;
  locale?: string | undefined;
}

async function storeUser(ctx: Context, fields: Pick<UserRow, 'name' | 'email' | 'password_digest'>) {
  const now = ctx.now();
  // Without mail nobody could ever confirm.
  const confirmed_at = ctx.services.config.smtp_url === undefined ? now : null;
  const [user] = await ctx.queries
    .insert(users)
    .values({ ...fields, pubsub_token: randomToken(), confirmed_at, created_at: now, updated_at: now })
    .onConflictDoNothing()
    .returning();
  if (!user) throw new Refusal('sign_up_refused', 'This e-mail address has a user already: sign in instead');
  return user;
}

async function makeAccountOf(ctx: Context, user: UserRow, { name, locale = 'en' }: NewAccount) {
  const now = ctx.now();
  const account: AccountRow = await insertAccount(ctx.queries, now, { name, locale });
  const role = 'administrator';
  await ctx.queries.insert(accountUsers).values({
    account_id: account.id,
    user_id: user.id,
    role,
    active_at: now,
    created_at: now,
    updated_at: now,
  });
  const pending = [
    { account_id: account.id, name: 'account.created', data: { name } },
    { account_id: account.id, name: 'agent.added', data: { user_id: user.id, role } },
  ];
  await writeEvents(ctx.queries, pending, { at: now, by: { type: 'user', id: user.id } });
}
