import type { OperationInput } from '@porchlight/contract/operation';
import type { webhooks as operations } from '@porchlight/contract/webhooks';
import { and, asc, eq, gte, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { events } from '../../platform/outbox/table.ts';
import { invalid } from '../../platform/refusal.ts';
import { accessDelivery, accessWebhook, holdWebhook } from './access.ts';
import { happeningOf, recordDeliveries } from './recording.ts';
import { type DeliveryRow, type WebhookRow, webhookDeliveries } from './table.ts';
import { toldEvents } from './wire-events.ts';

/** Sends a webhook an event that means nothing. */
export async function sendTest(ctx: AccountContext, webhook_id: number): Promise<DeliveryRow> {
  return ctx.transaction(async (tx) => {
    const webhook = await holdWebhook(tx, webhook_id);
    checkOn(webhook);
    const now = tx.now();
    const [delivery] = await tx.queries
      .insert(webhookDeliveries)
      .values({
        account_id: tx.account.id,
        kind: 'account',
        webhook_id,
        event_name: 'webhook_test',
        data: {},
        queue: `account ${webhook_id} test`,
        lane: URL.parse(webhook.url)?.host ?? '',
        next_attempt_at: now,
        created_at: now,
        updated_at: now,
      })
      .returning();
    if (!delivery) throw new Error('The delivery was not stored');
    return delivery;
  });
}

/** Sends a delivery again, at once and with all its attempts ahead of it. */
export async function resendDelivery(
  ctx: AccountContext,
  webhook_id: number,
  id: number,
): Promise<DeliveryRow> {
  return ctx.transaction(async (tx) => {
    checkOn(await accessWebhook(tx, webhook_id));
    await resendFinished(tx, webhook_id, [id]);
    // What waits for its next attempt waits no longer; one that is on its way stays there.
    await tx.queries
      .update(webhookDeliveries)
      .set({ next_attempt_at: tx.now() })
      .where(and(ofDeliveries(tx, webhook_id, [id]), eq(webhookDeliveries.state, 'waiting')));
    return accessDelivery(tx, webhook_id, id);
  });
}

const BATCH = 1000;

type Span = Omit<OperationInput<typeof operations.resend>, 'account_id' | 'id'>;

/** Sends again what happened in a span of time, the oldest first and at most a batch of it. */
export async function resendSpan(ctx: AccountContext, webhook_id: number, span: Span) {
  const since = new Date(span.since * 1000);
  const until = span.until === undefined ? ctx.now() : new Date(span.until * 1000);
  if (since >= until) throw invalid({ until: 'must be later than since' });
  return ctx.transaction(async (tx) => {
    checkOn(await holdWebhook(tx, webhook_id));
    const found = await tx.queries
      .select()
      .from(events)
      .where(
        and(
          eq(events.account_id, tx.account.id),
          isNotNull(events.position),
          gte(events.at, since),
          lt(events.at, until),
          inArray(events.name, [...toldEvents]),
        ),
      )
      .orderBy(asc(events.at), asc(events.position))
      .limit(BATCH);
    const happenings = found.flatMap((event) => happeningOf(event) ?? []);
    const event_ids = found.map(({ id }) => id);
    const again = await resendEvents(tx, webhook_id, event_ids, span.missing_only === true);
    const missing = await recordDeliveries(tx.queries, happenings, {
      now: tx.now(),
      missing_of_webhook: webhook_id,
    });
    const remaining = found.length === BATCH;
    const reached = Math.floor((found.at(-1)?.at ?? until).getTime() / 1000);
    return { count: again + missing, remaining, reached };
  });
}

function checkOn({ disabled_at }: WebhookRow) {
  if (disabled_at) throw invalid({ webhook: 'is switched off; switch it on again first' });
}

async function resendEvents(
  tx: TransactionContext,
  webhook_id: number,
  event_ids: readonly number[],
  missing_only: boolean,
): Promise<number> {
  if (event_ids.length === 0) return 0;
  const rows = await tx.queries
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.account_id, tx.account.id),
        eq(webhookDeliveries.webhook_id, webhook_id),
        inArray(webhookDeliveries.event_id, [...event_ids]),
        missing_only ? ne(webhookDeliveries.state, 'delivered') : undefined,
      ),
    );
  return resendFinished(
    tx,
    webhook_id,
    rows.map(({ id }) => id),
  );
}

const ofDeliveries = (ctx: AccountContext, webhook_id: number, ids: readonly number[]) =>
  and(
    eq(webhookDeliveries.account_id, ctx.account.id),
    eq(webhookDeliveries.webhook_id, webhook_id),
    sql`${webhookDeliveries.id} = any(${sql.param([...ids])})`,
  );

async function resendFinished(tx: TransactionContext, webhook_id: number, ids: readonly number[]) {
  if (ids.length === 0) return 0;
  const { rowCount } = await tx.queries
    .update(webhookDeliveries)
    .set({
      state: 'waiting',
      attempts: 0,
      next_attempt_at: tx.now(),
      leased_until: null,
      finished_at: null,
      updated_at: tx.now(),
    })
    .where(and(ofDeliveries(tx, webhook_id, ids), ne(webhookDeliveries.state, 'waiting')));
  return rowCount ?? 0;
}
