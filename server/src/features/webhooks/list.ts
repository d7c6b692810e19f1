import type { OperationInput } from '@porchlight/contract/operation';
import type { webhookDeliveries as operations } from '@porchlight/contract/webhooks';
import { and, desc, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { accessWebhook } from './access.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  type WebhookRow,
  webhookAttempts,
  webhookDeliveries,
  webhooks,
} from './table.ts';

/** The webhooks of the account, oldest first. */
export async function listWebhooks(ctx: AccountContext): Promise<WebhookRow[]> {
  return ctx.queries
    .select()
    .from(webhooks)
    .where(eq(webhooks.account_id, ctx.account.id))
    .orderBy(webhooks.id);
}

const PER_PAGE = 25;

type Wanted = Omit<OperationInput<typeof operations.list>, 'account_id' | 'webhook_id'>;

/** A page of what a webhook was sent, newest first. */
export async function listDeliveries(
  ctx: AccountContext,
  webhook_id: number,
  { page, state, event }: Wanted,
): Promise<DeliveryRow[]> {
  await accessWebhook(ctx, webhook_id);
  return ctx.queries
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.account_id, ctx.account.id),
        eq(webhookDeliveries.webhook_id, webhook_id),
        state && eq(webhookDeliveries.state, state),
        event === undefined ? undefined : eq(webhookDeliveries.event_name, event),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE);
}

/** Each time that a delivery was sent, oldest first. */
export async function listAttempts(ctx: AccountContext, { id }: DeliveryRow): Promise<AttemptRow[]> {
  return ctx.queries
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.account_id, ctx.account.id), eq(webhookAttempts.delivery_id, id)))
    .orderBy(webhookAttempts.id);
}
