import type { Role } from '@porchlight/contract/permissions';
import { and, eq } from 'drizzle-orm';
import { accountContextWithin, type PlatformContext, type TransactionContext } from '../../context.ts';
import { invalid } from '../../platform/refusal.ts';
import { leaveAccount, shutOut } from '../accounts/agent.ts';
import { type AccountUserRow, accounts, accountUsers, users } from '../accounts/table.ts';
import { letGoOfAgent } from '../conversations/agent-removal.ts';
import { accessAccount } from './account.ts';
import { actorOf } from './actor.ts';

/** The memberships of an account, oldest first. */
export function listMemberships(ctx: PlatformContext, account_id: number): Promise<AccountUserRow[]> {
  return ctx.queries
    .select()
    .from(accountUsers)
    .where(eq(accountUsers.account_id, account_id))
    .orderBy(accountUsers.id);
}

async function within(ctx: PlatformContext, account_id: number) {
  return accountContextWithin(ctx, await accessAccount(ctx, account_id), actorOf(ctx));
}

interface Membership {
  user_id: number;
  role?: Role | undefined;
}

/** Makes a user a member, an agent unless said otherwise, or gives a member another role. */
export async function putMembership(
  ctx: PlatformContext,
  account_id: number,
  { user_id, role }: Membership,
): Promise<AccountUserRow> {
  const account = await within(ctx, account_id);
  return account.transaction(async (tx) => {
    await holdAccount(tx);
    const [user] = await tx.queries.select().from(users).where(eq(users.id, user_id)).for('update');
    if (!user) throw invalid({ user_id: 'is not the id of a user' });
    const held = await findMembership(tx, user_id);
    if (held) return changeRole(tx, held, role);
    if (user.confirmed_at === null) await shutOut(tx, user);
    return admit(tx, user_id, role ?? 'agent');
  });
}

// Held first, as whoever removes members does, so that no two of these wait for each other.
async function holdAccount(tx: TransactionContext) {
  await tx.queries
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, tx.account.id))
    .for('no key update');
}

const ofMember = (tx: TransactionContext, user_id: number) =>
  and(eq(accountUsers.account_id, tx.account.id), eq(accountUsers.user_id, user_id));

async function findMembership(tx: TransactionContext, user_id: number) {
  const [found] = await tx.queries.select().from(accountUsers).where(ofMember(tx, user_id)).for('update');
  return found;
}

async function admit(tx: TransactionContext, user_id: number, role: Role): Promise<AccountUserRow> {
  const now = tx.now();
  const [made] = await tx.queries
    .insert(accountUsers)
    .values({ account_id: tx.account.id, user_id, role, created_at: now, updated_at: now })
    .returning();
  if (!made) throw new Error('The membership was not stored');
  tx.emit('agent.added', { user_id, role });
  return made;
}

async function changeRole(tx: TransactionContext, held: AccountUserRow, role: Role | undefined) {
  if (role === undefined || role === held.role) return held;
  const updated_at = tx.now();
  await tx.queries.update(accountUsers).set({ role, updated_at }).where(ofMember(tx, held.user_id));
  tx.emit('agent.updated', { user_id: held.user_id, changes: { role: [held.role, role] } });
  return { ...held, role, updated_at };
}

/** Takes a user out of an account, and off their conversations; the user stays. Whoever is no member is passed over. */
export async function removeMembership(ctx: PlatformContext, account_id: number, user_id: number) {
  const account = await within(ctx, account_id);
  await account.transaction(async (tx) => {
    await holdAccount(tx);
    if (!(await findMembership(tx, user_id))) return;
    await letGoOfAgent(tx, user_id);
    await leaveAccount(tx, user_id);
  });
}
