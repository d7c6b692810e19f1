import { conversationStatuses, priorities } from '@porchlight/contract/conversation-values';
import { attachmentTypes, contentTypes, messageStatuses } from '@porchlight/contract/messages';
import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  freeObject,
  int8,
  moment,
  rowId,
  type StoredFile,
  timestamps,
} from '../../platform/database/columns.ts';
import { accounts, accountUsers, agentBots, teams } from '../accounts/table.ts';
import { contactInboxes, contacts } from '../contacts/table.ts';
import { inboxes } from '../inboxes/table.ts';

export const conversations = pgTable(
  'conversations',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    /** The number within the account: the id that the wire shows. */
    display_id: int8().notNull(),
    uuid: uuid().notNull(),
    inbox_id: int8().notNull(),
    contact_id: int8().notNull(),
    contact_inbox_id: int8().notNull(),
    status: text({ enum: conversationStatuses }).notNull().default('open'),
    assignee_id: int8(),
    assignee_agent_bot_id: int8().references(() => agentBots.id, { onDelete: 'set null' }),
    team_id: int8(),
    campaign_id: int8(),
    sla_policy_id: int8(),
    priority: text({ enum: priorities }),
    snoozed_until: moment(),
    waiting_since: moment(),
    first_reply_created_at: moment(),
    agent_last_seen_at: moment(),
    assignee_last_seen_at: moment(),
    contact_last_seen_at: moment(),
    last_activity_at: moment().notNull(),
    additional_attributes: freeObject(),
    custom_attributes: freeObject(),
    labels: text().array().notNull().default(sql`'{}'::text[]`),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('conversations_display_id').on(table.account_id, table.display_id),
    uniqueIndex('conversations_uuid').on(table.account_id, table.uuid),
    index('conversations_by_uuid').on(table.uuid),
    index('conversations_activity').on(
      table.account_id,
      table.status,
      table.last_activity_at.desc(),
      table.id,
    ),
    index('conversations_inbox').on(
      table.account_id,
      table.inbox_id,
      table.status,
      table.last_activity_at.desc(),
    ),
    index('conversations_assignee').on(table.account_id, table.assignee_id, table.status),
    index('conversations_team').on(table.account_id, table.team_id, table.status),
    index('conversations_agent_bot')
      .on(table.assignee_agent_bot_id)
      .where(sql`assignee_agent_bot_id is not null`),
    index('conversations_contact').on(table.account_id, table.contact_id, table.last_activity_at.desc()),
    index('conversations_contact_inbox').on(table.account_id, table.contact_inbox_id),
    index('conversations_labels').using('gin', table.labels),
    index('conversations_asleep')
      .on(table.snoozed_until)
      .where(sql`status = 'snoozed' and snoozed_until is not null`),
    foreignKey({
      name: 'conversations_inbox_key',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }),
    foreignKey({
      name: 'conversations_contact_key',
      columns: [table.account_id, table.contact_id],
      foreignColumns: [contacts.account_id, contacts.id],
    }),
    foreignKey({
      name: 'conversations_contact_inbox_key',
      columns: [table.account_id, table.contact_inbox_id],
      foreignColumns: [contactInboxes.account_id, contactInboxes.id],
    }),
    foreignKey({
      name: 'conversations_assignee_key',
      columns: [table.account_id, table.assignee_id],
      foreignColumns: [accountUsers.account_id, accountUsers.user_id],
    }),
    foreignKey({
      name: 'conversations_team_key',
      columns: [table.account_id, table.team_id],
      foreignColumns: [teams.account_id, teams.id],
    }),
  ],
);

/**
 * How many conversations there are of each kind, as sums: a trigger adds a row for each that comes, goes or changes
 * its kind, in the same transaction, and a job adds the rows up. Nobody waits for anybody to count.
 */
export const conversationTallies = pgTable(
  'conversation_tallies',
  {
    account_id: int8().notNull(),
    id: rowId(),
    inbox_id: int8().notNull(),
    status: text({ enum: conversationStatuses }).notNull(),
    assignee_id: int8(),
    team_id: int8(),
    difference: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.id] })],
);

const ofConversationAndUser = () => ({
  account_id: int8().notNull(),
  conversation_id: int8().notNull(),
  user_id: int8().notNull(),
  ...timestamps(),
});

/** Who watches a conversation. */
export const participants = pgTable('conversation_participants', ofConversationAndUser(), (table) => [
  primaryKey({ columns: [table.account_id, table.conversation_id, table.user_id] }),
  index('participants_user_index').on(table.account_id, table.user_id),
  foreignKey({
    name: 'participants_conversation',
    columns: [table.account_id, table.conversation_id],
    foreignColumns: [conversations.account_id, conversations.id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'participants_user',
    columns: [table.account_id, table.user_id],
    foreignColumns: [accountUsers.account_id, accountUsers.user_id],
  }).onDelete('cascade'),
]);

/** Who was named in a private note of a conversation. */
export const mentions = pgTable('mentions', ofConversationAndUser(), (table) => [
  primaryKey({ columns: [table.account_id, table.conversation_id, table.user_id] }),
  index('mentions_user_index').on(table.account_id, table.user_id),
  foreignKey({
    name: 'mentions_conversation',
    columns: [table.account_id, table.conversation_id],
    foreignColumns: [conversations.account_id, conversations.id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'mentions_user',
    columns: [table.account_id, table.user_id],
    foreignColumns: [accountUsers.account_id, accountUsers.user_id],
  }).onDelete('cascade'),
]);

export const messages = pgTable(
  'messages',
  {
    account_id: int8().notNull(),
    id: rowId(),
    conversation_id: int8().notNull(),
    inbox_id: int8().notNull(),
    content: text(),
    processed_message_content: text(),
    /** The place in the contract's `messageTypes`: 0 incoming, 1 outgoing, 2 activity, 3 template. */
    message_type: smallint().notNull(),
    content_type: text({ enum: contentTypes }).notNull().default('text'),
    content_attributes: freeObject(),
    private: boolean().notNull().default(false),
    status: text({ enum: messageStatuses }).notNull().default('sent'),
    source_id: text(),
    /** Given by the client that sent it; it is told of, and never shown with the message. */
    echo_id: text(),
    sender_type: text({ enum: ['User', 'Contact', 'AgentBot'] }),
    sender_id: int8(),
    external_source_ids: freeObject(),
    additional_attributes: freeObject(),
    sentiment: freeObject(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('messages_conversation').on(table.account_id, table.conversation_id, table.id),
    index('messages_incoming')
      .on(table.account_id, table.conversation_id, table.created_at)
      .where(sql`message_type = 0`),
    index('messages_source_id')
      .on(table.account_id, table.inbox_id, table.source_id)
      .where(sql`source_id is not null`),
    index('messages_echo_id')
      .on(table.account_id, table.conversation_id, table.echo_id)
      .where(sql`echo_id is not null`),
    index('messages_surveys')
      .on(table.account_id, table.conversation_id, table.created_at)
      .where(sql`content_type = 'input_csat'`),
    foreignKey({
      name: 'messages_conversation_key',
      columns: [table.account_id, table.conversation_id],
      foreignColumns: [conversations.account_id, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** Files that came with messages, and places and contacts that were shared in them. */
export const attachments = pgTable(
  'attachments',
  {
    account_id: int8().notNull(),
    id: rowId(),
    message_id: int8().notNull(),
    conversation_id: int8().notNull(),
    file_type: text({ enum: attachmentTypes }).notNull(),
    file: jsonb().$type<StoredFile>(),
    /** The key of the small picture; nothing for what has none. */
    thumb_key: text(),
    width: integer(),
    height: integer(),
    external_url: text(),
    coordinates_lat: doublePrecision(),
    coordinates_long: doublePrecision(),
    fallback_title: text(),
    meta: freeObject(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('attachments_message').on(table.account_id, table.message_id),
    index('attachments_conversation').on(table.account_id, table.conversation_id, table.id),
    foreignKey({
      name: 'attachments_message_key',
      columns: [table.account_id, table.message_id],
      foreignColumns: [messages.account_id, messages.id],
    }).onDelete('cascade'),
  ],
);

/** What somebody began to write in a conversation and has not sent; colleagues share it. */
export const drafts = pgTable(
  'conversation_drafts',
  {
    account_id: int8().notNull(),
    conversation_id: int8().notNull(),
    message: text().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.conversation_id] }),
    foreignKey({
      name: 'conversation_drafts_conversation',
      columns: [table.account_id, table.conversation_id],
      foreignColumns: [conversations.account_id, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** What an agent began to write and has not sent: theirs alone. */
export const ownDrafts = pgTable(
  'own_drafts',
  {
    ...ofConversationAndUser(),
    mode: text({ enum: ['reply', 'note'] }).notNull(),
    message: text().notNull(),
    /** Named by the page that saved it. */
    version: text().notNull(),
    details: freeObject(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.conversation_id, table.user_id, table.mode] }),
    index('own_drafts_user').on(table.account_id, table.user_id),
    foreignKey({
      name: 'own_drafts_conversation',
      columns: [table.account_id, table.conversation_id],
      foreignColumns: [conversations.account_id, conversations.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'own_drafts_member',
      columns: [table.account_id, table.user_id],
      foreignColumns: [accountUsers.account_id, accountUsers.user_id],
    }).onDelete('cascade'),
  ],
);

export type AttachmentRow = typeof attachments.$inferSelect;
export type ConversationRow = typeof conversations.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;
