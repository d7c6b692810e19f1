import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { touchCache } from './cache-keys.ts';
import { findPeople, listTeamMemberIds, type Person } from './people.ts';
import { accountUsers, type TeamRow, teamMembers, users } from './table.ts';
import { holdTeam } from './team.ts';

/** The members of a team, by name without regard to case. */
export async function listTeamMembers(ctx: AccountContext, team: TeamRow): Promise<Person[]> {
  return ctx.queries
    .select({ user: users, membership: accountUsers })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.user_id))
    .innerJoin(
      accountUsers,
      and(eq(accountUsers.account_id, teamMembers.account_id), eq(accountUsers.user_id, teamMembers.user_id)),
    )
    .where(and(eq(teamMembers.account_id, ctx.account.id), eq(teamMembers.team_id, team.id)))
    .orderBy(sql`lower(${users.name})`, users.id);
}

/** Adds agents to a team; answers those who were not members before. */
export async function addTeamMembers(
  ctx: AccountContext,
  team: TeamRow,
  user_ids: readonly number[],
): Promise<Person[]> {
  const added = await changeMembers(ctx, team, user_ids, () => ({ added: user_ids, removed: [] }));
  return [...(await findPeople(ctx, added)).values()];
}

/** Gives a team these members, and no others. */
export async function replaceTeamMembers(ctx: AccountContext, team: TeamRow, user_ids: readonly number[]) {
  await changeMembers(ctx, team, user_ids, (held) => ({
    added: user_ids,
    removed: held.filter((id) => !user_ids.includes(id)),
  }));
}

/** Takes agents out of a team; those who are not in it stay out. */
export async function removeTeamMembers(ctx: AccountContext, team: TeamRow, user_ids: readonly number[]) {
  await changeMembers(ctx, team, user_ids, () => ({ added: [], removed: user_ids }));
}

type Plan = (held: readonly number[]) => { added: readonly number[]; removed: readonly number[] };

/** Answers who was not a member before. */
async function changeMembers(
  ctx: AccountContext,
  { id }: TeamRow,
  user_ids: readonly number[],
  plan: Plan,
): Promise<readonly number[]> {
  return ctx.transaction(async (tx) => {
    await holdTeam(tx, id);
    await checkMembership(tx, user_ids);
    const held = await listTeamMemberIds(tx, id);
    const wanted = plan(held);
    const added = [...new Set(wanted.added)].filter((user_id) => !held.includes(user_id));
    const removed = held.filter((user_id) => wanted.removed.includes(user_id));
    if (added.length + removed.length === 0) return [];
    await writeMembers(tx, id, { added, removed });
    tx.emit('team.members_changed', { team_id: id, added, removed });
    await touchCache(tx, 'team');
    return added;
  });
}

async function checkMembership(tx: TransactionContext, user_ids: readonly number[]) {
  const people = await findPeople(tx, user_ids);
  const members = user_ids.every((id) => people.get(id)?.membership);
  if (!members) throw new Refusal('invalid_user_ids');
}

async function writeMembers(
  tx: TransactionContext,
  team_id: number,
  { added, removed }: { added: readonly number[]; removed: readonly number[] },
) {
  const account_id = tx.account.id;
  const stamps = { created_at: tx.now(), updated_at: tx.now() };
  if (removed.length > 0) {
    await tx.queries
      .delete(teamMembers)
      .where(
        and(
          eq(teamMembers.account_id, account_id),
          eq(teamMembers.team_id, team_id),
          inArray(teamMembers.user_id, [...removed]),
        ),
      );
  }
  if (added.length === 0) return;
  await tx.queries
    .insert(teamMembers)
    .values(added.map((user_id) => ({ account_id, team_id, user_id, ...stamps })));
}
