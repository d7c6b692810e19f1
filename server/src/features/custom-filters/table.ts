import { filterTypes } from '@porchlight/contract/custom-filters';
import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { freeObject, int8, rowId, timestamps } from '../../platform/database/columns.ts';
import { accountUsers } from '../accounts/table.ts';

/** Filters that members saved for themselves; whoever leaves the account leaves none behind. */
export const customFilters = pgTable(
  'custom_filters',
  {
    account_id: int8().notNull(),
    id: rowId(),
    user_id: int8().notNull(),
    filter_type: text({ enum: filterTypes }).notNull(),
    name: text().notNull(),
    /** As the client gave it. */
    query: freeObject(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    foreignKey({
      name: 'custom_filters_user',
      columns: [table.account_id, table.user_id],
      foreignColumns: [accountUsers.account_id, accountUsers.user_id],
    }).onDelete('cascade'),
    index('custom_filters_user_index').on(table.account_id, table.user_id, table.filter_type, table.id),
  ],
);

export type CustomFilterRow = typeof customFilters.$inferSelect;
