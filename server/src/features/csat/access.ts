import { and, eq } from 'drizzle-orm';
import type { AccountContext, Context } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { listed } from '../conversations/access.ts';
import { conversations, type MessageRow } from '../conversations/table.ts';
import { type CsatResponseRow, csatSurveyResponses } from './table.ts';

/** A response with what of its conversation is shown or asked for. */
export interface FoundResponse {
  response: CsatResponseRow;
  conversation: { display_id: number; contact_id: number };
}

/** Responses with their conversations, of those that the caller sees. */
export const selectResponses = (ctx: AccountContext) =>
  ctx.queries
    .select({
      response: csatSurveyResponses,
      conversation: { display_id: conversations.display_id, contact_id: conversations.contact_id },
    })
    .from(csatSurveyResponses)
    .innerJoin(conversations, ofItsConversation());

/** Ties a response to its conversation. */
export const ofItsConversation = () =>
  and(
    eq(conversations.account_id, csatSurveyResponses.account_id),
    eq(conversations.id, csatSurveyResponses.conversation_id),
  );

/** The responses that the caller sees: those to surveys of the conversations that they see. */
export const visibleResponses = (ctx: AccountContext) =>
  and(eq(csatSurveyResponses.account_id, ctx.account.id), listed(ctx));

/** The response, or a refusal. */
export async function accessResponse(ctx: AccountContext, id: number): Promise<FoundResponse> {
  const [found] = await selectResponses(ctx).where(
    and(visibleResponses(ctx), eq(csatSurveyResponses.id, id)),
  );
  if (!found) throw notFound();
  return found;
}

/** What was answered to a survey's message, or nothing. */
export async function findResponse(
  { queries }: Context,
  { account_id, id }: MessageRow,
): Promise<CsatResponseRow | undefined> {
  const [row] = await queries
    .select()
    .from(csatSurveyResponses)
    .where(and(eq(csatSurveyResponses.account_id, account_id), eq(csatSurveyResponses.message_id, id)));
  return row;
}
