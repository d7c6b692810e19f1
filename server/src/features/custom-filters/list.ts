import type { FilterType } from '@porchlight/contract/custom-filters';
import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { ownFilters } from './access.ts';
import { type CustomFilterRow, customFilters } from './table.ts';

/** The filters of this type that the user of the request saved, the oldest first. */
export async function listFilters(ctx: AccountContext, filter_type: FilterType): Promise<CustomFilterRow[]> {
  return ctx.queries
    .select()
    .from(customFilters)
    .where(and(ownFilters(ctx), eq(customFilters.filter_type, filter_type)))
    .orderBy(customFilters.id);
}
