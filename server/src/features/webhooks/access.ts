import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { type DeliveryRow, type WebhookRow, webhookDeliveries, webhooks } from './table.ts';

/** Says which webhook is meant: every administrator of an account sees all of them. */
export const ofWebhook = (ctx: AccountContext, id: number) =>
  and(eq(webhooks.account_id, ctx.account.id), eq(webhooks.id, id));

/** The webhook, or a refusal. */
export async function accessWebhook(ctx: AccountContext, id: number): Promise<WebhookRow> {
  const [webhook] = await ctx.queries.select().from(webhooks).where(ofWebhook(ctx, id));
  if (!webhook) throw notFound();
  return webhook;
}

/** The row as it is now, held until the transaction ends; deliveries may be written for it meanwhile. */
export async function holdWebhook(ctx: AccountContext, id: number): Promise<WebhookRow> {
  const [webhook] = await ctx.queries.select().from(webhooks).where(ofWebhook(ctx, id)).for('no key update');
  if (!webhook) throw notFound();
  return webhook;
}

/** A delivery of a webhook, or a refusal. */
export async function accessDelivery(
  ctx: AccountContext,
  webhook_id: number,
  id: number,
): Promise<DeliveryRow> {
  const [delivery] = await ctx.queries
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.account_id, ctx.account.id),
        eq(webhookDeliveries.webhook_id, webhook_id),
        eq(webhookDeliveries.id, id),
      ),
    );
  if (!delivery) throw notFound();
  return delivery;
}
