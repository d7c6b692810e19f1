import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notAllowed, notFound } from '../../platform/refusal.ts';
import { type CustomFilterRow, customFilters } from './table.ts';

/** Whose filters these are: everybody has their own, administrators too. */
export function ownerOf({ actor }: Pick<AccountContext, 'actor'>): number {
  if (actor.type !== 'user') throw notAllowed();
  return actor.id;
}

/** Says which filters the user of the request sees. */
export const ownFilters = (ctx: AccountContext) =>
  and(eq(customFilters.account_id, ctx.account.id), eq(customFilters.user_id, ownerOf(ctx)));

/** Says which filter is meant. */
export const ofFilter = (ctx: AccountContext, id: number) => and(ownFilters(ctx), eq(customFilters.id, id));

/** The filter, or a refusal. */
export async function accessFilter(ctx: AccountContext, id: number): Promise<CustomFilterRow> {
  const [filter] = await ctx.queries.select().from(customFilters).where(ofFilter(ctx, id));
  if (!filter) throw notFound();
  return filter;
}
