import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { int8, moment } from '../database/columns.ts';

/** Files that belong to something. A link to one that is not here any more leads nowhere. */
export const storedFiles = pgTable(
  'stored_files',
  {
    key: text().primaryKey(),
    /** 0 for what belongs to a user and no account. */
    account_id: int8().notNull(),
    created_at: moment().notNull(),
  },
  (table) => [index('stored_files_account').on(table.account_id)],
);
