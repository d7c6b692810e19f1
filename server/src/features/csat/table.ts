import { foreignKey, index, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { int8, moment, rowId, timestamps } from '../../platform/database/columns.ts';
import { conversations, messages } from '../conversations/table.ts';

/** What contacts answered to surveys: one for each message that asks. Whose it is says the conversation. */
export const csatSurveyResponses = pgTable(
  'csat_survey_responses',
  {
    account_id: int8().notNull(),
    id: rowId(),
    conversation_id: int8().notNull(),
    message_id: int8().notNull(),
    /** Who had the conversation when it was first rated. */
    assigned_agent_id: int8(),
    /** 1 to 5. */
    rating: smallint().notNull(),
    feedback_message: text(),
    csat_review_notes: text(),
    review_notes_updated_at: moment(),
    review_notes_updated_by_id: int8(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('csat_survey_responses_message').on(table.account_id, table.message_id),
    index('csat_survey_responses_conversation').on(table.account_id, table.conversation_id),
    index('csat_survey_responses_created_at').on(table.account_id, table.created_at, table.id),
    index('csat_survey_responses_agent').on(table.account_id, table.assigned_agent_id, table.created_at),
    foreignKey({
      name: 'csat_survey_responses_conversation_key',
      columns: [table.account_id, table.conversation_id],
      foreignColumns: [conversations.account_id, conversations.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'csat_survey_responses_message_key',
      columns: [table.account_id, table.message_id],
      foreignColumns: [messages.account_id, messages.id],
    }).onDelete('cascade'),
  ],
);

export type CsatResponseRow = typeof csatSurveyResponses.$inferSelect;
