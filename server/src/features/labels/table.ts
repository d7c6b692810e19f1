import { boolean, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { int8, rowId, timestamps } from '../../platform/database/columns.ts';
import { accounts } from '../accounts/table.ts';

/** The account's own words for conversations and contacts; these carry titles, which need not stand here. */
export const labels = pgTable(
  'labels',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    /** In small letters. */
    title: text().notNull(),
    description: text(),
    color: text().notNull().default('#1f93ff'),
    show_on_sidebar: boolean(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('labels_title').on(table.account_id, table.title),
  ],
);

export type LabelRow = typeof labels.$inferSelect;
