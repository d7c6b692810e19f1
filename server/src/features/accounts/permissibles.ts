import { and, eq } from 'drizzle-orm';
import type { Context, PlatformContext } from '../../context.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { Refusal } from '../../platform/refusal.ts';
import { accounts, agentBots, platformAppPermissibles as permissibles, users } from './table.ts';

type PermissibleType = (typeof permissibles.$inferSelect)['permissible_type'];

/** Something that a platform app may have made or adopted. */
export interface Permissible {
  type: PermissibleType;
  id: number;
}

const TABLES = { Account: accounts, User: users, AgentBot: agentBots };

/** Refuses what is not there, and what the app neither made nor adopted. */
export async function accessPermissible(ctx: Context, app_id: number, { type, id }: Permissible) {
  const table = TABLES[type];
  const [found] = await ctx.queries.select({ id: table.id }).from(table).where(eq(table.id, id));
  if (!found) throw new Refusal('record_missing');
  const [permitted] = await ctx.queries
    .select({ id: permissibles.permissible_id })
    .from(permissibles)
    .where(and(eq(permissibles.platform_app_id, app_id), isOf({ type, id })));
  if (!permitted) throw new Refusal('not_permissible');
}

const isOf = ({ type, id }: Permissible) =>
  and(eq(permissibles.permissible_type, type), eq(permissibles.permissible_id, id));

/** Lets the app of the request reach this from now on. */
export async function permit(ctx: PlatformContext, { type, id }: Permissible) {
  await ctx.queries
    .insert(permissibles)
    .values({
      platform_app_id: ctx.actor.id,
      permissible_type: type,
      permissible_id: id,
      created_at: ctx.now(),
    })
    .onConflictDoNothing();
}

/** Ids of what the app of the request may reach, of one kind, as a subquery. */
export function permittedIds({ queries, actor }: PlatformContext, type: PermissibleType) {
  return queries
    .select({ id: permissibles.permissible_id })
    .from(permissibles)
    .where(and(eq(permissibles.platform_app_id, actor.id), eq(permissibles.permissible_type, type)));
}

/** Takes from all apps what is being deleted. */
export async function forgetPermissible(queries: Queries, permissible: Permissible) {
  await queries.delete(permissibles).where(isOf(permissible));
}
