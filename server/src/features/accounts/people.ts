import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { AccountContext, Context } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQuery } from '../../platform/database/kept-query.ts';
import {
  type AccountUserRow,
  accounts,
  accountUsers,
  agentBots,
  teamMembers,
  teams,
  type UserRow,
  users,
} from './table.ts';

/** A user with the membership in the account that is looked at; null when it has ended. */
export interface Person {
  user: UserRow;
  membership: AccountUserRow | null;
}

/** Users by id, as members of the account; those who left it come without a membership. */
export async function findPeople(ctx: AccountContext, ids: readonly number[]): Promise<Map<number, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await peopleById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.user.id, row]));
}

const peopleById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select({ user: users, membership: accountUsers })
    .from(users)
    .leftJoin(
      accountUsers,
      and(eq(accountUsers.user_id, users.id), eq(accountUsers.account_id, gap('account_id'))),
    )
    .where(isOneOf(users.id, gap('ids'))),
);

/** A member of the account, or nothing. */
export async function findMember(ctx: AccountContext, user_id: number): Promise<Person | undefined> {
  const person = (await findPeople(ctx, [user_id])).get(user_id);
  return person?.membership ? person : undefined;
}

/** Everyone in the account, by name without regard to case. */
export async function listMembers(ctx: AccountContext): Promise<Person[]> {
  return ctx.queries
    .select({ user: users, membership: accountUsers })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.user_id))
    .where(eq(accountUsers.account_id, ctx.account.id))
    .orderBy(sql`lower(${users.name})`, users.id);
}

/** The accounts that a user is a member of; the first is the one used last. */
export async function listMemberships(ctx: Context, user_id: number) {
  return ctx.queries
    .select({ account: accounts, membership: accountUsers })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.account_id))
    .where(eq(accountUsers.user_id, user_id))
    .orderBy(sql`${accountUsers.active_at} desc nulls last`, accountUsers.account_id);
}

/** A team of the account, or nothing. */
export async function findTeam(ctx: AccountContext, team_id: number) {
  const [team] = await ctx.queries
    .select()
    .from(teams)
    .where(and(eq(teams.account_id, ctx.account.id), eq(teams.id, team_id)));
  return team;
}

/** Teams by id, each with whether the caller is a member. */
export async function findTeams(ctx: AccountContext, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { team: typeof teams.$inferSelect; is_member: boolean }>();
  const mine = await listTeamIds(ctx);
  const rows = await teamsById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((team) => [team.id, { team, is_member: mine.includes(team.id) }]));
}

const teamsById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(teams)
    .where(and(eq(teams.account_id, gap('account_id')), isOneOf(teams.id, gap('ids')))),
);

/** Ids of the teams that the caller is a member of. */
export async function listTeamIds(ctx: AccountContext): Promise<number[]> {
  if (ctx.actor.type !== 'user') return [];
  const rows = await teamIdsOf(ctx.queries, { account_id: ctx.account.id, user_id: ctx.actor.id });
  return rows.map((row) => row.team_id);
}

const teamIdsOf = keepQuery((queries, gap: Gap<{ account_id: number; user_id: number }>) =>
  queries
    .select({ team_id: teamMembers.team_id })
    .from(teamMembers)
    .where(and(eq(teamMembers.account_id, gap('account_id')), eq(teamMembers.user_id, gap('user_id')))),
);

/** Ids of a team's members. */
export async function listTeamMemberIds(ctx: AccountContext, team_id: number): Promise<number[]> {
  const rows = await ctx.queries
    .select({ user_id: teamMembers.user_id })
    .from(teamMembers)
    .where(and(eq(teamMembers.account_id, ctx.account.id), eq(teamMembers.team_id, team_id)));
  return rows.map((row) => row.user_id);
}

/** Agent bots by id: the account's own and the installation's. */
export async function findAgentBots(ctx: AccountContext, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, typeof agentBots.$inferSelect>();
  const rows = await botsById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((bot) => [bot.id, bot]));
}

const botsById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(agentBots)
    .where(
      and(
        isOneOf(agentBots.id, gap('ids')),
        or(isNull(agentBots.account_id), eq(agentBots.account_id, gap('account_id'))),
      ),
    ),
);
