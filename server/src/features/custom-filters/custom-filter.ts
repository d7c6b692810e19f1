import type { customFilters as operations } from '@porchlight/contract/custom-filters';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { accountUsers } from '../accounts/table.ts';
import { ofFilter, ownerOf, ownFilters } from './access.ts';
import { type CustomFilterRow, customFilters } from './table.ts';

export const FILTERS_MAX = 1000;

type NewFilter = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Saves a filter for the user of the request. */
export async function createFilter(ctx: AccountContext, fields: NewFilter): Promise<CustomFilterRow> {
  const now = ctx.now();
  return ctx.transaction(async (tx) => {
    await holdRoom(tx);
    const [filter] = await tx.queries
      .insert(customFilters)
      .values({
        ...fields,
        account_id: tx.account.id,
        user_id: ownerOf(tx),
        created_at: now,
        updated_at: now,
      })
      .returning();
    if (!filter) throw new Error('The filter was not stored');
    return filter;
  });
}

/** Sees to it that there is room for one more, which nobody takes until the transaction ends. */
async function holdRoom(tx: TransactionContext) {
  const isOwner = and(eq(accountUsers.account_id, tx.account.id), eq(accountUsers.user_id, ownerOf(tx)));
  const held = { user_id: accountUsers.user_id };
  const [owner] = await tx.queries.select(held).from(accountUsers).where(isOwner).for('no key update');
  // They left the account meanwhile.
  if (!owner) throw new Refusal('not_in_account');
  if ((await tx.queries.$count(customFilters, ownFilters(tx))) < FILTERS_MAX) return;
  const sentence = `You keep ${FILTERS_MAX} filters in this account, which is the most; delete one first`;
  throw new Refusal('invalid', sentence);
}

type FilterChanges = Omit<OperationInput<typeof operations.update>, 'account_id' | 'id'>;

/** Changes a filter of the user of the request. */
export async function updateFilter(
  ctx: AccountContext,
  id: number,
  changes: FilterChanges,
): Promise<CustomFilterRow> {
  const [filter] = await ctx.queries
    .update(customFilters)
    .set({ ...changes, updated_at: ctx.now() })
    .where(ofFilter(ctx, id))
    .returning();
  if (!filter) throw notFound();
  return filter;
}

/** Deletes a filter of the user of the request. */
export async function removeFilter(ctx: AccountContext, id: number) {
  const removed = await ctx.queries
    .delete(customFilters)
    .where(ofFilter(ctx, id))
    .returning({ id: customFilters.id });
  if (removed.length === 0) throw notFound();
}
