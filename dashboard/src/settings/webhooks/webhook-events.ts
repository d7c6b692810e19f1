import type { Webhook } from './webhook-queries.ts';

export type WebhookEvent = Webhook['subscriptions'][number];

// A record, so that an event that the contract gains is missed here by the compiler; true for those that are usual.
const EVENTS: Readonly<Record<WebhookEvent, boolean>> = {
  conversation_created: true,
  conversation_status_changed: true,
  conversation_updated: true,
  message_created: true,
  message_updated: true,
  contact_created: true,
  contact_updated: true,
  webwidget_triggered: true,
  inbox_created: false,
  inbox_updated: false,
  conversation_typing_on: false,
  conversation_typing_off: false,
};

const isEvent = (name: string): name is WebhookEvent => Object.hasOwn(EVENTS, name);

/** What a webhook can be told of. */
export const webhookEvents: readonly WebhookEvent[] = Object.keys(EVENTS).filter(isEvent);

/** What it is told of unless somebody chooses otherwise. */
export const usualWebhookEvents = webhookEvents.filter((event) => EVENTS[event]);
