import * as z from 'zod';
import { flag, id, isoTime, line, optionalId, page, text, unixSeconds } from './fields.ts';
import { operation } from './operation.ts';

/** What a webhook can be told of, as it is called there: with underscores where sockets have dots. */
export const webhookEvents = [
  'conversation_status_changed',
  'conversation_updated',
  'conversation_created',
  'contact_created',
  'contact_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
  'conversation_typing_on',
  'conversation_typing_off',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a webhook is told of when nobody says otherwise. */
export const usualWebhookEvents: readonly WebhookEvent[] = webhookEvents.slice(0, 8);

/** A webhook of the account. Only administrators see it, and so its secret. */
export const webhook = z.object({
  id: z.int(),
  name: z.string().nullable(),
  url: z.string(),
  account_id: z.int(),
  subscriptions: z.array(z.enum(webhookEvents)),
  inbox: z.object({ id: z.int(), name: z.string() }).optional(),
  /** Signs what is sent. */
  secret: z.string(),
  retries_enabled: z.boolean(),
  /** Since when no attempt has worked; null while they do. */
  failing_since: isoTime.nullable(),
  /** When it was switched off; null while it is on. */
  disabled_at: isoTime.nullable(),
  disabled_reason: z.string().nullable(),
});
export type Webhook = z.output<typeof webhook>;

/** How far a delivery has come. One is dropped when what it told of, or the address, is gone. */
const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const;

/** One event on its way to one webhook. */
export const webhookDelivery = z.object({
  id: z.int(),
  webhook_id: z.int(),
  /** The same at each attempt; the receiver finds it as `webhook-id` and `X-Chatwoot-Delivery`. */
  uuid: z.string(),
  event: z.string(),
  state: z.enum(deliveryStates),
  /** How often it was sent, since it was last asked to be sent again. */
  attempts_count: z.int(),
  /** When it is sent next; null unless it waits. */
  next_attempt_at: isoTime.nullable(),
  created_at: isoTime,
  finished_at: isoTime.nullable(),
});
export type WebhookDelivery = z.output<typeof webhookDelivery>;

/** One time that a delivery was sent. */
export const webhookAttempt = z.object({
  id: z.int(),
  /** The status of the answer; null when none came. */
  status: z.int().nullable(),
  /** Why it did not count; null when it did. */
  error: z.string().nullable(),
  duration_ms: z.int(),
  at: isoTime,
});
export type WebhookAttempt = z.output<typeof webhookAttempt>;

/** A delivery with what is sent, and each time that it was. */
export const shownWebhookDelivery = webhookDelivery.extend({
  /** Exactly what is sent; null before the first attempt. */
  body: z.string().nullable(),
  attempts: z.array(webhookAttempt),
});
export type ShownWebhookDelivery = z.output<typeof shownWebhookDelivery>;

const WEBHOOKS = '/api/v1/accounts/{account_id}/webhooks';
const DELIVERIES = `${WEBHOOKS}/{webhook_id}/deliveries`;
const root = 'webhook';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });
const paramsOfDeliveries = z.object({ account_id: id, webhook_id: id });
const paramsOfDelivery = z.object({ account_id: id, webhook_id: id, id });

const URL_MAX_BYTES = 2048;

const url = text(URL_MAX_BYTES)
  .refine((value) => value.trim() !== '', "can't be blank")
  .refine(
    (value) => value.trim() === '' || /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
    'must be an http or https address',
  )
  .refine(
    (value) => new TextEncoder().encode(value).length <= URL_MAX_BYTES,
    `must have ${URL_MAX_BYTES} bytes at most`,
  );

const subscriptions = z
  .array(z.enum(webhookEvents), 'must be a list of events')
  .min(1, 'must name at least one event')
  .max(100, 'must name each event once');

const fields = z.object({
  url,
  name: line.nullable().optional(),
  inbox_id: optionalId,
  subscriptions: subscriptions.optional(),
  retries_enabled: flag.optional(),
});

const one = z.object({ payload: z.object({ webhook }) });
const oneDelivery = z.object({ payload: webhookDelivery });

const WHAT_IS_SENT =
  'What is subscribed to is posted to the address as JSON, at least once and in order within a conversation. Each ' +
  'attempt is signed with the secret, twice: `webhook-id`, `webhook-timestamp` and `webhook-signature` as Standard ' +
  'Webhooks has it, and `X-Chatwoot-Signature`, `X-Chatwoot-Timestamp` and `X-Chatwoot-Delivery`. Any status from ' +
  '200 to 299 within 15 seconds is success; other answers are tried again, ten times over three days. 410 switches ' +
  'the webhook off.';

/** Addresses that an account wants to be told at, and what became of what they were sent. */
export const webhooks = {
  list: operation({
    method: 'GET',
    path: WEBHOOKS,
    summary: 'List webhooks, oldest first',
    permission: 'administrator',
    params,
    response: z.object({ payload: z.object({ webhooks: z.array(webhook) }) }),
  }),
  create: operation({
    method: 'POST',
    path: WEBHOOKS,
    summary: 'Create a webhook',
    description: `${WHAT_IS_SENT} Addresses on private networks are refused unless the operator opened them.`,
    permission: 'administrator',
    params,
    root,
    body: fields,
    response: one,
    errors: ['invalid', 'not_found'],
    example: {
      url: 'https://shop.example.com/hook',
      name: 'Shop',
      subscriptions: ['message_created', 'conversation_status_changed'],
    },
  }),
  show: operation({
    method: 'GET',
    path: `${WEBHOOKS}/{id}`,
    summary: 'Show a webhook',
    permission: 'administrator',
    params: paramsOfOne,
    response: one,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${WEBHOOKS}/{id}`,
    summary: 'Change a webhook',
    description:
      'With `retries_enabled` false each event is sent once. Whatever waits already goes to the new address.',
    permission: 'administrator',
    params: paramsOfOne,
    root,
    body: fields.partial(),
    response: one,
    errors: ['not_found', 'invalid'],
    example: { subscriptions: ['message_created'], retries_enabled: false },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${WEBHOOKS}/{id}`,
    summary: 'Delete a webhook',
    description: 'What it was not sent yet is not sent any more.',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  enable: operation({
    method: 'POST',
    path: `${WEBHOOKS}/{id}/enable`,
    summary: 'Switch a webhook on again',
    description: 'What happened while it was off can be sent by asking for that time to be sent again.',
    permission: 'administrator',
    params: paramsOfOne,
    response: one,
    errors: ['not_found'],
  }),
  rotateSecret: operation({
    method: 'POST',
    path: `${WEBHOOKS}/{id}/rotate_secret`,
    summary: 'Give a webhook a new secret',
    description:
      'For 24 hours `webhook-signature` holds a signature by the new secret and one by the old; ' +
      '`X-Chatwoot-Signature` is by the new one at once.',
    permission: 'administrator',
    params: paramsOfOne,
    response: one,
    errors: ['not_found'],
  }),
  sendTest: operation({
    method: 'POST',
    path: `${WEBHOOKS}/{id}/send_test`,
    summary: 'Send a webhook an event that means nothing',
    description: 'It is called `webhook_test`, is sent once, and is listed with the other deliveries.',
    permission: 'administrator',
    params: paramsOfOne,
    response: oneDelivery,
    errors: ['not_found'],
  }),
  resend: operation({
    method: 'POST',
    path: `${WEBHOOKS}/{id}/resend`,
    summary: 'Send again what happened in a span of time',
    description:
      'From `since` on and before `until`, in seconds since 1970, as far as the desk remembers: 30 days. With ' +
      '`missing_only`, what was delivered is left out. What happened while the webhook was off is sent too. Each ' +
      'call takes a limited number, the oldest first; when `remaining` is true, call again with `since` set to `reached`.',
    permission: 'administrator',
    params: paramsOfOne,
    body: z.object({ since: unixSeconds, until: unixSeconds.optional(), missing_only: flag.optional() }),
    response: z.object({
      payload: z.object({ count: z.int(), remaining: z.boolean(), reached: z.int() }),
    }),
    errors: ['not_found', 'invalid'],
    example: { since: 1_790_000_000, until: 1_790_086_400, missing_only: true },
  }),
};

/** What webhooks were sent. */
export const webhookDeliveries = {
  list: operation({
    method: 'GET',
    path: DELIVERIES,
    summary: 'List the deliveries of a webhook, newest first',
    description: 'Twenty-five on a page. Deliveries are remembered for 30 days.',
    permission: 'administrator',
    params: paramsOfDeliveries,
    query: z.object({
      page,
      state: z.enum(deliveryStates, `must be one of ${deliveryStates.join(', ')}`).optional(),
      event: line.optional(),
    }),
    response: z.object({ payload: z.array(webhookDelivery) }),
    errors: ['not_found'],
    example: { state: 'failed', event: 'message_created' },
  }),
  show: operation({
    method: 'GET',
    path: `${DELIVERIES}/{id}`,
    summary: 'Show a delivery with what is sent and every attempt',
    permission: 'administrator',
    params: paramsOfDelivery,
    response: z.object({ payload: shownWebhookDelivery }),
    errors: ['not_found'],
  }),
  resend: operation({
    method: 'POST',
    path: `${DELIVERIES}/{id}/resend`,
    summary: 'Send a delivery again',
    description:
      'At once, under the same id and with the same body; one that waits is not made to wait longer.',
    permission: 'administrator',
    params: paramsOfDelivery,
    response: oneDelivery,
    errors: ['not_found'],
  }),
};
