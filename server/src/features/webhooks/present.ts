import type {
  ShownWebhookDelivery,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEvent,
} from '@porchlight/contract/webhooks';
import type { AccountContext } from '../../context.ts';
import { isoOrNull } from '../accounts/present.ts';
import { findInboxes } from '../inboxes/access.ts';
import { openSecret } from './secret.ts';
import type { AttemptRow, DeliveryRow, WebhookRow } from './table.ts';

/** Webhooks with the names of their inboxes, all loaded together. */
export async function presentWebhooks(ctx: AccountContext, rows: readonly WebhookRow[]): Promise<Webhook[]> {
  const inboxes = await findInboxes(
    ctx,
    rows.flatMap(({ inbox_id }) => inbox_id ?? []),
  );
  return rows.map((webhook) => {
    const inbox = inboxes.get(webhook.inbox_id ?? 0);
    return {
      id: webhook.id,
      name: webhook.name,
      url: webhook.url,
      account_id: webhook.account_id,
      subscriptions: webhook.subscriptions as WebhookEvent[],
      ...(inbox ? { inbox: { id: inbox.id, name: inbox.name } } : {}),
      secret: openSecret(ctx, webhook.secret_sealed),
      retries_enabled: webhook.retries_enabled,
      failing_since: isoOrNull(webhook.failing_since),
      disabled_at: isoOrNull(webhook.disabled_at),
      disabled_reason: webhook.disabled_reason,
    };
  });
}

/** One webhook in the envelope of its answers. */
export async function presentWebhook(ctx: AccountContext, row: WebhookRow) {
  const [webhook] = await presentWebhooks(ctx, [row]);
  if (!webhook) throw new Error('A webhook was not shown');
  return { payload: { webhook } };
}

export function presentDelivery(delivery: DeliveryRow): WebhookDelivery {
  return {
    id: delivery.id,
    webhook_id: delivery.webhook_id ?? 0,
    uuid: delivery.uuid,
    event: delivery.event_name,
    state: delivery.state,
    attempts_count: delivery.attempts,
    next_attempt_at: delivery.state === 'waiting' ? delivery.next_attempt_at.toISOString() : null,
    created_at: delivery.created_at.toISOString(),
    finished_at: isoOrNull(delivery.finished_at),
  };
}

export function presentShownDelivery(
  delivery: DeliveryRow,
  attempts: readonly AttemptRow[],
): ShownWebhookDelivery {
  return {
    ...presentDelivery(delivery),
    body: delivery.body,
    attempts: attempts.map(presentAttempt),
  };
}

function presentAttempt(attempt: AttemptRow): WebhookAttempt {
  return {
    id: attempt.id,
    status: attempt.status,
    error: attempt.error,
    duration_ms: attempt.duration_ms,
    at: attempt.at.toISOString(),
  };
}
