import type { WorkingHours } from '@porchlight/contract/inboxes';
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  bytes,
  freeObject,
  int8,
  moment,
  rowId,
  type StoredFile,
  timestamps,
} from '../../platform/database/columns.ts';
import { accounts, accountUsers, agentBots } from '../accounts/table.ts';

export const inboxes = pgTable(
  'inboxes',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    name: text().notNull(),
    channel_kind: text().notNull(),
    /** What the channel's manifest calls its settings, readable. */
    settings: freeObject(),
    /** The channel's secrets as JSON, sealed. */
    sealed_secrets: bytes(),
    greeting_enabled: boolean().notNull().default(false),
    greeting_message: text(),
    enable_auto_assignment: boolean().notNull().default(true),
    auto_assignment_config: freeObject(),
    working_hours_enabled: boolean().notNull().default(false),
    working_hours: jsonb().$type<WorkingHours[]>().notNull(),
    out_of_office_message: text(),
    timezone: text().notNull().default('UTC'),
    enable_email_collect: boolean().notNull().default(true),
    csat_survey_enabled: boolean().notNull().default(false),
    csat_config: freeObject(),
    allow_messages_after_resolved: boolean().notNull().default(true),
    lock_to_single_conversation: boolean().notNull().default(false),
    portal_id: int8(),
    sender_name_type: text({ enum: ['friendly', 'professional'] })
      .notNull()
      .default('friendly'),
    business_name: text(),
    email_address: text(),
    avatar: jsonb().$type<StoredFile>(),
    ...timestamps(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.id] })],
);

/** Names under which requests that know no account find their inbox. */
export const inboxLookups = pgTable(
  'inbox_lookups',
  {
    lookup_key: text().primaryKey(),
    channel_kind: text().notNull(),
    account_id: int8().notNull(),
    inbox_id: int8().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'inbox_lookups_inbox',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
    index('inbox_lookups_inbox_index').on(table.account_id, table.inbox_id),
  ],
);

export const inboxMembers = pgTable(
  'inbox_members',
  {
    account_id: int8().notNull(),
    inbox_id: int8().notNull(),
    user_id: int8().notNull(),
    /** When the member was last given a conversation in turn. */
    last_assigned_at: moment(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.inbox_id, table.user_id] }),
    foreignKey({
      name: 'inbox_members_inbox',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'inbox_members_user',
      columns: [table.account_id, table.user_id],
      foreignColumns: [accountUsers.account_id, accountUsers.user_id],
    }).onDelete('cascade'),
    index('inbox_members_user_index').on(table.account_id, table.user_id),
  ],
);

/** The bot that answers in an inbox. */
export const agentBotInboxes = pgTable(
  'agent_bot_inboxes',
  {
    account_id: int8().notNull(),
    inbox_id: int8().notNull(),
    agent_bot_id: int8()
      .notNull()
      .references(() => agentBots.id, { onDelete: 'cascade' }),
    status: text({ enum: ['active', 'inactive'] })
      .notNull()
      .default('active'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.inbox_id] }),
    foreignKey({
      name: 'agent_bot_inboxes_inbox',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
    index('agent_bot_inboxes_bot').on(table.agent_bot_id, table.account_id),
  ],
);

export type InboxRow = typeof inboxes.$inferSelect;
