import { and, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { invalid } from '../../platform/refusal.ts';
import { touchCache } from '../accounts/cache-keys.ts';
import { findPeople, type Person } from '../accounts/people.ts';
import { accountUsers, users } from '../accounts/table.ts';
import { holdInbox } from './access.ts';
import { type InboxRow, inboxMembers } from './table.ts';

/** The members of an inbox, by name without regard to case. */
export async function listInboxMembers(ctx: AccountContext, { id }: InboxRow): Promise<Person[]> {
  return listPeople(ctx, isMemberOfAll(ctx, [id]));
}

/** Who may be made responsible in all of these inboxes: their common members, and the administrators. */
export async function listAssignable(ctx: AccountContext, inboxes: readonly InboxRow[]): Promise<Person[]> {
  const ids = [...new Set(inboxes.map(({ id }) => id))];
  return listPeople(ctx, or(isMemberOfAll(ctx, ids), eq(accountUsers.role, 'administrator')));
}

function isMemberOfAll(ctx: AccountContext, inbox_ids: readonly number[]): SQL {
  const members = ctx.queries
    .select({ user_id: inboxMembers.user_id })
    .from(inboxMembers)
    .where(and(eq(inboxMembers.account_id, ctx.account.id), inArray(inboxMembers.inbox_id, [...inbox_ids])))
    .groupBy(inboxMembers.user_id)
    .having(eq(count(), inbox_ids.length));
  return inArray(accountUsers.user_id, members);
}

function listPeople(ctx: AccountContext, condition: SQL | undefined): Promise<Person[]> {
  return ctx.queries
    .select({ user: users, membership: accountUsers })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.user_id))
    .where(and(eq(accountUsers.account_id, ctx.account.id), condition))
    .orderBy(sql`lower(${users.name})`, users.id);
}

/** Adds agents to an inbox; those who are in it stay, with their turn. */
export async function addInboxMembers(ctx: AccountContext, inbox: InboxRow, user_ids: readonly number[]) {
  await changeMembers(ctx, inbox, user_ids, () => ({ added: user_ids, removed: [] }));
}

/** Gives an inbox these members, and no others. */
export async function replaceInboxMembers(ctx: AccountContext, inbox: InboxRow, user_ids: readonly number[]) {
  await changeMembers(ctx, inbox, user_ids, (held) => ({
    added: user_ids,
    removed: held.filter((id) => !user_ids.includes(id)),
  }));
}

/** Takes agents out of an inbox; those who are not in it stay out. */
export async function removeInboxMembers(ctx: AccountContext, inbox: InboxRow, user_ids: readonly number[]) {
  // Whoever left the account left its inboxes too, so nobody has to be looked up.
  await changeMembers(ctx, inbox, [], () => ({ added: [], removed: user_ids }));
}

type Plan = (held: readonly number[]) => { added: readonly number[]; removed: readonly number[] };

async function changeMembers(ctx: AccountContext, { id }: InboxRow, user_ids: readonly number[], plan: Plan) {
  await ctx.transaction(async (tx) => {
    await holdInbox(tx, id);
    await checkMembership(tx, user_ids);
    const held = await listMemberIds(tx, id);
    const wanted = plan(held);
    const added = [...new Set(wanted.added)].filter((user_id) => !held.includes(user_id));
    const removed = held.filter((user_id) => wanted.removed.includes(user_id));
    if (added.length + removed.length === 0) return;
    await writeMembers(tx, id, { added, removed });
    tx.emit('inbox.members_changed', { inbox_id: id, added, removed });
    await touchCache(tx, 'inbox');
  });
}

async function checkMembership(tx: TransactionContext, user_ids: readonly number[]) {
  const people = await findPeople(tx, user_ids);
  const members = user_ids.every((id) => people.get(id)?.membership);
  if (!members) throw invalid({ user_ids: 'must be agents of the account' });
}

async function listMemberIds(tx: TransactionContext, inbox_id: number): Promise<number[]> {
  const rows = await tx.queries
    .select({ user_id: inboxMembers.user_id })
    .from(inboxMembers)
    .where(and(eq(inboxMembers.account_id, tx.account.id), eq(inboxMembers.inbox_id, inbox_id)));
  return rows.map(({ user_id }) => user_id);
}

async function writeMembers(
  tx: TransactionContext,
  inbox_id: number,
  { added, removed }: { added: readonly number[]; removed: readonly number[] },
) {
  const account_id = tx.account.id;
  const stamps = { created_at: tx.now(), updated_at: tx.now() };
  if (removed.length > 0) {
    await tx.queries
      .delete(inboxMembers)
      .where(
        and(
          eq(inboxMembers.account_id, account_id),
          eq(inboxMembers.inbox_id, inbox_id),
          inArray(inboxMembers.user_id, [...removed]),
        ),
      );
  }
  if (added.length === 0) return;
  await tx.queries
    .insert(inboxMembers)
    .values(added.map((user_id) => ({ account_id, inbox_id, user_id, ...stamps })));
}
