import type { OperationInput } from '@porchlight/contract/operation';
import type { teams as operations } from '@porchlight/contract/teams';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { differences } from '../../platform/differences.ts';
import { invalid, notFound } from '../../platform/refusal.ts';
import { touchCache } from './cache-keys.ts';
import { findTeam, listTeamIds } from './people.ts';
import { type TeamRow, teams } from './table.ts';

/** A team, and whether the caller is a member. */
export interface SeenTeam {
  team: TeamRow;
  is_member: boolean;
}

/** The teams of the account, by name. */
export async function listTeams(ctx: AccountContext): Promise<SeenTeam[]> {
  const rows = await ctx.queries
    .select()
    .from(teams)
    .where(eq(teams.account_id, ctx.account.id))
    .orderBy(teams.name, teams.id);
  const mine = await listTeamIds(ctx);
  return rows.map((team) => ({ team, is_member: mine.includes(team.id) }));
}

/** The team, or a refusal: every member of an account sees all of them. */
export async function accessTeam(ctx: AccountContext, id: number): Promise<TeamRow> {
  const team = await findTeam(ctx, id);
  if (!team) throw notFound();
  return team;
}

/** The team as the caller sees it. */
export async function seeTeam(ctx: AccountContext, team: TeamRow): Promise<SeenTeam> {
  return { team, is_member: (await listTeamIds(ctx)).includes(team.id) };
}

/** The team's row, held until the transaction ends: nothing is given to it, and no member comes or goes meanwhile. */
export async function holdTeam(tx: TransactionContext, id: number): Promise<TeamRow> {
  const [team] = await tx.queries.select().from(teams).where(ofTeam(tx, id)).for('update');
  if (!team) throw notFound();
  return team;
}

const ofTeam = (tx: TransactionContext, id: number) =>
  and(eq(teams.account_id, tx.account.id), eq(teams.id, id));

type NewTeam = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Makes a team without members. */
export async function createTeam(ctx: AccountContext, { name, ...fields }: NewTeam): Promise<TeamRow> {
  const now = ctx.now();
  return named(() =>
    ctx.transaction(async (tx) => {
      const [team] = await tx.queries
        .insert(teams)
        .values({
          ...fields,
          account_id: tx.account.id,
          name: readName(name),
          created_at: now,
          updated_at: now,
        })
        .returning();
      if (!team) throw new Error('The team was not stored');
      tx.emit('team.created', { team_id: team.id });
      await touchCache(tx, 'team');
      return team;
    }),
  );
}

type TeamChanges = Partial<NewTeam>;

/** Changes a team; what is not given stays as it is. */
export async function updateTeam(
  ctx: AccountContext,
  { id }: TeamRow,
  { name, ...fields }: TeamChanges,
): Promise<TeamRow> {
  const columns = name === undefined ? fields : { ...fields, name: readName(name) };
  return named(() =>
    ctx.transaction(async (tx) => {
      const held = await holdTeam(tx, id);
      const changes = differences(held, columns);
      if (Object.keys(changes).length === 0) return held;
      const [team] = await tx.queries
        .update(teams)
        .set({ ...columns, updated_at: tx.now() })
        .where(ofTeam(tx, id))
        .returning();
      if (!team) throw new Error('A held team was not there to be changed');
      tx.emit('team.updated', { team_id: id, changes });
      await touchCache(tx, 'team');
      return team;
    }),
  );
}

/** Deletes a held team that no conversation points to. */
export async function deleteTeam(tx: TransactionContext, { id, name }: TeamRow) {
  await tx.queries.delete(teams).where(ofTeam(tx, id));
  tx.emit('team.deleted', { team_id: id, name });
  await touchCache(tx, 'team');
}

function readName(given: string): string {
  const name = given.trim().toLowerCase();
  if (name === '') throw invalid({ name: "can't be blank" });
  return name;
}

async function named<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (brokeUniqueness(error, 'teams_name')) throw invalid({ name: 'has already been taken' });
    throw error;
  }
}
