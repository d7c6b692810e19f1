import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int8, rowId, type StoredFile, timestamps } from '../../platform/database/columns.ts';
import { accounts } from '../accounts/table.ts';

/** Files that were sent before what they are for. */
export const uploads = pgTable(
  'uploads',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    file_name: text().notNull(),
    /** As announced, or as it arrived. */
    byte_size: int8().notNull(),
    /** The MD5 in base64, when it was announced. */
    checksum: text(),
    /** Nothing until the announced file has arrived. */
    file: jsonb().$type<StoredFile>(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    index('uploads_created_at').on(table.created_at),
  ],
);

export type UploadRow = typeof uploads.$inferSelect;
