import { eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type LabelRow, labels } from './table.ts';

/** The labels of the account, by title. */
export async function listLabels(ctx: AccountContext): Promise<LabelRow[]> {
  return ctx.queries.select().from(labels).where(eq(labels.account_id, ctx.account.id)).orderBy(labels.title);
}
