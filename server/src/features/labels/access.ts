import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { type LabelRow, labels } from './table.ts';

/** Says which label is meant: every member of an account sees all of them. */
export const ofLabel = (ctx: AccountContext, id: number) =>
  and(eq(labels.account_id, ctx.account.id), eq(labels.id, id));

/** The label, or a refusal. */
export async function accessLabel(ctx: AccountContext, id: number): Promise<LabelRow> {
  const [label] = await ctx.queries.select().from(labels).where(ofLabel(ctx, id));
  if (!label) throw notFound();
  return label;
}

/** The row as it is now, held until the transaction ends. */
export async function holdLabel(ctx: AccountContext, id: number): Promise<LabelRow> {
  const [label] = await ctx.queries.select().from(labels).where(ofLabel(ctx, id)).for('update');
  if (!label) throw notFound();
  return label;
}
