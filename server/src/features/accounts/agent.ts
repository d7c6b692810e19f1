import type { agents } from '@porchlight/contract/agents';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, count, eq, ne, sql } from 'drizzle-orm';
import type { AccountContext, Context, TransactionContext } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { differences } from '../../platform/differences.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { invalid, notFound, Refusal } from '../../platform/refusal.ts';
import { findUserByEmail } from './account.ts';
import { findAddress, readAddress } from './email-address.ts';
import { invitationMail, sendMail } from './mails.ts';
import { tellAccounts } from './member-events.ts';
import { makePasswordToken } from './passwords.ts';
import { findMember, type Person } from './people.ts';
import { forgetPermissible } from './permissibles.ts';
import { closeSessions } from './sessions.ts';
import { type AccountUserRow, accessTokens, accounts, accountUsers, type UserRow, users } from './table.ts';

type Invitation = Omit<OperationInput<typeof agents.create>, 'account_id'>;

/** Makes somebody a member; whoever is new to the desk gets a mail with a link for a first password. */
export async function inviteAgent(ctx: AccountContext, { email, ...fields }: Invitation): Promise<Person> {
  const address = readAddress(email);
  return ctx.transaction(async (tx) => {
    const user_id = await admit(tx, address, fields);
    if (user_id === undefined) throw invalid({ email: 'belongs to a member of the account already' });
    return accessMember(tx, user_id);
  });
}

/** Makes members of all these; those who are members already stay as they are. */
export async function inviteAgents(ctx: AccountContext, emails: readonly string[]) {
  const addresses = new Set(emails.map(readInvited));
  await ctx.transaction(async (tx) => {
    for (const address of addresses) await admit(tx, address, {});
    await endOnboarding(tx);
  });
}

function readInvited(email: string): string {
  const address = findAddress(email);
  if (address !== undefined) return address;
  throw invalid({ emails: `must be e-mail addresses; "${email.slice(0, 100)}" is none` });
}

/** Stores the membership, and the user when they are new; nothing when they are a member already. */
async function admit(tx: TransactionContext, address: string, fields: Omit<Invitation, 'email'>) {
  const user = await findOrMakeUser(tx, address, fields.name);
  const now = tx.now();
  const { role = 'agent', availability = 'offline', auto_offline = false } = fields;
  const [made] = await tx.queries
    .insert(accountUsers)
    .values({
      account_id: tx.account.id,
      user_id: user.id,
      role,
      availability,
      auto_offline,
      inviter_id: tx.actor.type === 'user' ? tx.actor.id : null,
      created_at: now,
      updated_at: now,
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return undefined;
  tx.emit('agent.added', { user_id: user.id, role });
  if (user.confirmed_at === null) await invite(tx, user);
  return user.id;
}

async function findOrMakeUser(
  tx: TransactionContext,
  email: string,
  name: string | null | undefined,
): Promise<UserRow> {
  const now = tx.now();
  await tx.queries
    .insert(users)
    .values({
      name: name?.trim() || (email.split('@')[0] ?? email),
      email,
      pubsub_token: randomToken(),
      created_at: now,
      updated_at: now,
    })
    .onConflictDoNothing();
  const user = await findUserByEmail(tx, email);
  if (!user) throw new Error('The user was not stored');
  return user;
}

/** Sends the link for a first password. */
async function invite(tx: TransactionContext, user: UserRow) {
  await shutOut(tx, user);
  const token = await makePasswordToken(tx, user.id);
  await sendMail(tx, invitationMail(tx, { to: user.email, account: tx.account.name, token }));
}

/**
 * An address that nobody confirmed may have been signed up by a stranger: what they could enter with ends here, before
 * an account lets them in.
 */
export async function shutOut(ctx: Context, user: UserRow) {
  await ctx.queries
    .update(users)
    .set({
      password_digest: null,
      unconfirmed_email: null,
      confirmation_token_digest: null,
      reset_password_token_digest: null,
      pubsub_token: randomToken(),
      otp_sealed: null,
      otp_enabled_at: null,
      otp_last_step: null,
      otp_recovery_digests: [],
    })
    .where(eq(users.id, user.id));
  await closeSessions(ctx, user.id);
  await dropAccessToken(ctx, user.id);
}

async function dropAccessToken(ctx: Context, user_id: number) {
  await ctx.queries
    .delete(accessTokens)
    .where(and(eq(accessTokens.owner_type, 'User'), eq(accessTokens.owner_id, user_id)));
}

// The dashboard's tour of a new account ends when colleagues were invited.
async function endOnboarding(tx: TransactionContext) {
  await tx.queries
    .update(accounts)
    .set({ custom_attributes: sql`${accounts.custom_attributes} - 'onboarding_step'` })
    .where(eq(accounts.id, tx.account.id));
}

type AgentFields = Omit<OperationInput<typeof agents.update>, 'account_id' | 'id'>;

/** Changes what the account says of a member, and the member's name. */
export async function updateAgent(
  ctx: AccountContext,
  user_id: number,
  { name, ...membership }: AgentFields,
): Promise<Person> {
  if (name !== undefined && name.trim() === '') throw invalid({ name: "can't be blank" });
  return ctx.transaction(async (tx) => {
    const held = await holdMember(tx, user_id);
    if (held.role === 'administrator' && membership.role === 'agent')
      await keepAdministrator(tx, user_id, 'Another administrator has to take this role from you');
    await tx.queries
      .update(accountUsers)
      .set({ ...membership, updated_at: tx.now() })
      .where(ofMember(tx, user_id));
    const changes = differences(held, membership);
    if (Object.keys(changes).length > 0) tx.emit('agent.updated', { user_id, changes });
    if (name !== undefined) await rename(tx, user_id, name);
    return accessMember(tx, user_id);
  });
}

async function rename(tx: TransactionContext, user_id: number, name: string) {
  const { user } = await accessMember(tx, user_id);
  if (user.name === name) return;
  await tx.queries.update(users).set({ name, updated_at: tx.now() }).where(eq(users.id, user_id));
  await tellAccounts(tx, user_id, { name: [user.name, name] });
}

/** Holds a member who may be removed until the transaction ends, so that nothing is given to them meanwhile. */
export async function holdLeaver(tx: TransactionContext, user_id: number) {
  const held = await holdMember(tx, user_id);
  if (held.role === 'administrator')
    await keepAdministrator(tx, user_id, 'Another administrator has to remove you');
}

/** Ends a membership; a user who is in no account any more is deleted. */
export async function endMembership(tx: TransactionContext, user_id: number) {
  // Held first, so that whoever is just adding them to another account is done before we look.
  const [user] = await tx.queries.select().from(users).where(eq(users.id, user_id)).for('update');
  await leaveAccount(tx, user_id);
  const [left] = await tx.queries
    .select({ number: count() })
    .from(accountUsers)
    .where(eq(accountUsers.user_id, user_id));
  // Operators of the whole desk need no account.
  if (!user || user.type !== null || (left?.number ?? 0) > 0) return;
  await deleteUser(tx, user);
}

/** Ends a membership; the user stays. */
export async function leaveAccount(tx: TransactionContext, user_id: number) {
  await tx.queries.delete(accountUsers).where(ofMember(tx, user_id));
  tx.emit('agent.removed', { user_id });
}

/** Deletes a user who is in no account any more, in the transaction that the context is in. */
export async function deleteUser(ctx: Context, { id, avatar }: UserRow) {
  await ctx.queries.delete(users).where(eq(users.id, id));
  await dropAccessToken(ctx, id);
  await forgetPermissible(ctx.queries, { type: 'User', id });
  if (avatar) await releaseFile(ctx.queries, avatar.key);
}

const ofMember = (tx: TransactionContext, user_id: number) =>
  and(eq(accountUsers.account_id, tx.account.id), eq(accountUsers.user_id, user_id));

async function accessMember(tx: TransactionContext, user_id: number): Promise<Person> {
  const person = await findMember(tx, user_id);
  if (!person) throw notFound();
  return person;
}

/** The membership as it is now, held until the transaction ends. */
export async function holdMember(tx: TransactionContext, user_id: number): Promise<AccountUserRow> {
  // One at a time in an account, or two administrators could take the role from each other at once.
  await tx.queries
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, tx.account.id))
    .for('no key update');
  const [held] = await tx.queries.select().from(accountUsers).where(ofMember(tx, user_id)).for('update');
  if (!held) throw notFound();
  return held;
}

// An account without an administrator could not be helped by anybody in it.
async function keepAdministrator(tx: TransactionContext, user_id: number, sentence: string) {
  if (user_id === tx.actor.id && tx.actor.type === 'user') throw new Refusal('unprocessable', sentence);
  const [others] = await tx.queries
    .select({ number: count() })
    .from(accountUsers)
    .where(
      and(
        eq(accountUsers.account_id, tx.account.id),
        eq(accountUsers.role, 'administrator'),
        ne(accountUsers.user_id, user_id),
      ),
    );
  if ((others?.number ?? 0) > 0) return;
  throw new Refusal('unprocessable', 'The account needs an administrator; make somebody else one first');
}
