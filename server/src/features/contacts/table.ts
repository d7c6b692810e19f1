import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  freeObject,
  int8,
  moment,
  rowId,
  type StoredFile,
  timestamps,
} from '../../platform/database/columns.ts';
import { accounts } from '../accounts/table.ts';
import { inboxes } from '../inboxes/table.ts';

export const contacts = pgTable(
  'contacts',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    name: text().notNull().default(''),
    middle_name: text().notNull().default(''),
    last_name: text().notNull().default(''),
    /** In small letters. */
    email: text(),
    phone_number: text(),
    identifier: text(),
    location: text().notNull().default(''),
    country_code: text().notNull().default(''),
    blocked: boolean().notNull().default(false),
    contact_type: text({ enum: ['visitor', 'lead', 'customer'] })
      .notNull()
      .default('visitor'),
    company_id: int8(),
    additional_attributes: freeObject(),
    custom_attributes: freeObject(),
    labels: text().array().notNull().default(sql`'{}'::text[]`),
    avatar: jsonb().$type<StoredFile>(),
    /** Where the avatar is, or was last, fetched from, so that the same address is not fetched again. */
    avatar_url: text(),
    /** Counts the pictures that were given or taken off, so that an old one that is fetched late does not win. */
    avatar_version: int8().notNull().default(0),
    last_activity_at: moment(),
    /** What search looks through, in small letters, one line for each field. */
    search_text: text()
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`lower(name || E'\n' || coalesce(email, '') || E'\n' || coalesce(phone_number, '') || E'\n' ||
          coalesce(identifier, '') || E'\n' || coalesce(additional_attributes ->> 'company_name', ''))`,
      ),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('contacts_email').on(table.account_id, table.email),
    uniqueIndex('contacts_identifier').on(table.account_id, table.identifier),
    uniqueIndex('contacts_phone_number').on(table.account_id, table.phone_number),
    index('contacts_search').using('gin', table.search_text.op('gin_trgm_ops')),
    index('contacts_labels').using('gin', table.labels),
  ],
);

/** A contact's address in an inbox. */
export const contactInboxes = pgTable(
  'contact_inboxes',
  {
    account_id: int8().notNull(),
    id: rowId(),
    contact_id: int8().notNull(),
    inbox_id: int8().notNull(),
    source_id: text().notNull(),
    hmac_verified: boolean().notNull().default(false),
    pubsub_token: text().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('contact_inboxes_source_id').on(table.account_id, table.inbox_id, table.source_id),
    index('contact_inboxes_by_source_id').on(table.account_id, table.source_id),
    index('contact_inboxes_contact').on(table.account_id, table.contact_id),
    index('contact_inboxes_pubsub_token').on(table.pubsub_token),
    foreignKey({
      name: 'contact_inboxes_contact_key',
      columns: [table.account_id, table.contact_id],
      foreignColumns: [contacts.account_id, contacts.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'contact_inboxes_inbox_key',
      columns: [table.account_id, table.inbox_id],
      foreignColumns: [inboxes.account_id, inboxes.id],
    }).onDelete('cascade'),
  ],
);

/** What colleagues wrote down about a contact. */
export const contactNotes = pgTable(
  'contact_notes',
  {
    account_id: int8().notNull(),
    id: rowId(),
    contact_id: int8().notNull(),
    user_id: int8(),
    content: text().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('contact_notes_contact').on(table.account_id, table.contact_id, table.id),
    foreignKey({
      name: 'contact_notes_contact_key',
      columns: [table.account_id, table.contact_id],
      foreignColumns: [contacts.account_id, contacts.id],
    }).onDelete('cascade'),
  ],
);

export type ContactNoteRow = typeof contactNotes.$inferSelect;
export type ContactRow = typeof contacts.$inferSelect;
export type ContactInboxRow = typeof contactInboxes.$inferSelect;
