import { type SurveyAnswer, surveyAnswer } from '@porchlight/contract/csat';
import { and, eq, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { findConversations, findMessages, holdConversation } from '../conversations/access.ts';
import { submitValues } from '../conversations/submitted-values.ts';
import type { ConversationRow, MessageRow } from '../conversations/table.ts';
import { accessResponse, type FoundResponse } from './access.ts';
import type { Survey } from './survey-access.ts';
import { csatSurveyResponses } from './table.ts';

/** Answers a survey, in place of what was answered before; refused when the survey is over. */
export async function answerSurvey(
  { ctx, conversation, message, ...survey }: Survey,
  csat_survey_response: SurveyAnswer,
): Promise<Survey> {
  return ctx.transaction(async (tx) => {
    const answered = await submitValues(tx, conversation, message.id, { csat_survey_response });
    const held = await holdConversation(tx, conversation.id);
    const response = await store(tx, held, answered);
    return { ...survey, ctx, conversation: held, message: answered, response };
  });
}

/**
 * Writes down what was answered to a survey in the conversation itself. The message says what, so that it does not
 * matter how often and in which order this is done.
 */
export async function recordResponse(ctx: AccountContext, { conversation_id, message_id }: Place) {
  if (!(await findConversations(ctx, [conversation_id])).has(conversation_id)) return;
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation_id);
    const message = (await findMessages(tx, [message_id])).get(message_id);
    if (message?.conversation_id === held.id) await store(tx, held, message);
  });
}

interface Place {
  conversation_id: number;
  message_id: number;
}

async function store(tx: TransactionContext, held: ConversationRow, message: MessageRow) {
  const answer = findAnswer(message);
  if (!answer) return undefined;
  const now = tx.now();
  const given = { rating: answer.rating, feedback_message: answer.feedback_message ?? null };
  const [row] = await tx.queries
    .insert(csatSurveyResponses)
    .values({
      ...given,
      account_id: held.account_id,
      conversation_id: held.id,
      message_id: message.id,
      assigned_agent_id: held.assignee_id,
      created_at: now,
      updated_at: now,
    })
    .onConflictDoUpdate({
      target: [csatSurveyResponses.account_id, csatSurveyResponses.message_id],
      set: { ...given, updated_at: changedAt(given, now) },
    })
    .returning();
  return row;
}

type Given = Pick<typeof csatSurveyResponses.$inferSelect, 'rating' | 'feedback_message'>;

// What is written again as it was has not changed.
function changedAt({ rating, feedback_message }: Given, now: Date) {
  const { rating: rated, feedback_message: said, updated_at } = csatSurveyResponses;
  const isSame = sql`${rated} = ${rating} and ${said} is not distinct from ${feedback_message}::text`;
  return sql`case when ${isSame} then ${updated_at} else ${now.toISOString()}::timestamptz end`;
}

/** What was answered to a survey, where a rating was given. */
function findAnswer({ content_type, content_attributes }: MessageRow): SurveyAnswer | undefined {
  return content_type === 'input_csat' ? findAnswerIn(content_attributes) : undefined;
}

/** The answer to a survey among what was submitted to a message, where a rating was given. */
export function findAnswerIn(content_attributes: unknown): SurveyAnswer | undefined {
  const values = [readKey(content_attributes, 'submitted_values')].flat();
  const given = values.map((value) => readKey(value, 'csat_survey_response')).find(Boolean);
  const parsed = surveyAnswer.safeParse(given);
  return parsed.success ? parsed.data : undefined;
}

const readKey = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** Writes down what a review of the response came to. */
export async function writeReviewNotes(
  ctx: AccountContext,
  id: number,
  csat_review_notes: string | null,
): Promise<FoundResponse> {
  return ctx.transaction(async (tx) => {
    const { conversation } = await accessResponse(tx, id);
    const [response] = await tx.queries
      .update(csatSurveyResponses)
      .set({
        csat_review_notes,
        review_notes_updated_at: tx.now(),
        review_notes_updated_by_id: tx.actor.id,
        updated_at: tx.now(),
      })
      .where(and(eq(csatSurveyResponses.account_id, tx.account.id), eq(csatSurveyResponses.id, id)))
      .returning();
    if (!response) throw notFound();
    return { response, conversation };
  });
}
