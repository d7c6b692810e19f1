import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, int8, moment, rowId, timestamps } from '../../platform/database/columns.ts';
import { accounts, agentBots } from '../accounts/table.ts';
import { inboxes } from '../inboxes/table.ts';

/** Addresses that an account wants to be told at. */
export const webhooks = pgTable(
  'webhooks',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    name: text(),
    url: text().notNull(),
    /** Shown with the webhook; it filters nothing. */
    inbox_id: int8(),
    /** Names of events as the wire writes them here. */
    subscriptions: text().array().notNull(),
    secret_sealed: bytes().notNull(),
    /** The secret before the last change, which signs too until its time is over. */
    previous_secret_sealed: bytes(),
    previous_secret_until: moment(),
    retries_enabled: boolean().notNull().default(true),
    /** Since when no attempt has worked. */
    failing_since: moment(),
    disabled_at: moment(),
    disabled_reason: text(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('webhooks_url').on(table.account_id, table.url),
    index('webhooks_inbox_index').on(table.account_id, table.inbox_id),
    foreignKey({
      name: 'webhooks_inbox',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
  ],
);

/** Who is told: a webhook of the account, the address of an API inbox, or an agent bot. */
export const subscriberKinds = ['account', 'api_inbox', 'agent_bot'] as const;

/** One event for one subscriber: written with the event's number, kept until it is forgotten. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    kind: text({ enum: subscriberKinds }).notNull(),
    webhook_id: int8(),
    inbox_id: int8(),
    agent_bot_id: int8().references(() => agentBots.id, { onDelete: 'cascade' }),
    /** Nothing for what is no stored event: typing, and tests. */
    event_id: int8(),
    event_name: text().notNull(),
    depth: integer().notNull().default(0),
    /** What the event says, from which the body is made at the first attempt. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Exactly what is sent, the same each time. */
    body: text(),
    /** The id that the receiver knows the delivery by, the same each time. */
    uuid: uuid().notNull().defaultRandom(),
    conversation_id: int8(),
    message_id: int8(),
    /** Subscriber and record: within it one is sent after the other. */
    queue: text().notNull(),
    /** The receiver's host: within it only a few are sent at once. */
    lane: text().notNull(),
    state: text({ enum: ['waiting', 'delivered', 'failed', 'dropped'] })
      .notNull()
      .default('waiting'),
    /** Counted when an attempt begins, so that it also tells whose attempt the row belongs to. */
    attempts: integer().notNull().default(0),
    next_attempt_at: moment().notNull(),
    /** Until then the row belongs to whoever began the last attempt. */
    leased_until: moment(),
    finished_at: moment(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('webhook_deliveries_due')
      .on(table.lane, table.next_attempt_at, table.id)
      .where(sql`state = 'waiting'`),
    index('webhook_deliveries_queue')
      .on(table.account_id, table.queue, table.id)
      .where(sql`state = 'waiting'`),
    index('webhook_deliveries_webhook_index').on(table.account_id, table.webhook_id, table.id),
    index('webhook_deliveries_inbox_index')
      .on(table.account_id, table.inbox_id)
      .where(sql`inbox_id is not null`),
    index('webhook_deliveries_bot_index').on(table.agent_bot_id).where(sql`agent_bot_id is not null`),
    index('webhook_deliveries_created').on(table.created_at),
    foreignKey({
      name: 'webhook_deliveries_webhook',
      columns: [table.account_id, table.webhook_id],
      foreignColumns: [webhooks.account_id, webhooks.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'webhook_deliveries_inbox',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
  ],
);

/** Each time that a delivery was sent, and what came of it. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    account_id: int8().notNull(),
    id: rowId(),
    delivery_id: int8().notNull(),
    /** The status of the answer; nothing when none came. */
    status: integer(),
    /** Why it did not count, as a sentence. */
    error: text(),
    duration_ms: integer().notNull(),
    at: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('webhook_attempts_delivery_index').on(table.account_id, table.delivery_id, table.id),
    foreignKey({
      name: 'webhook_attempts_delivery',
      columns: [table.account_id, table.delivery_id],
      foreignColumns: [webhookDeliveries.account_id, webhookDeliveries.id],
    }).onDelete('cascade'),
  ],
);

export type WebhookRow = typeof webhooks.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;
export type AttemptRow = typeof webhookAttempts.$inferSelect;
