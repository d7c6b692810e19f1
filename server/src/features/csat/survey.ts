import { type SurveyDisplay, surveyDisplays } from '@porchlight/contract/csat';
import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { inLocale } from '../../platform/locale.ts';
import { findConversations, holdConversation } from '../conversations/access.ts';
import { noteActivity, storeOwnMessage } from '../conversations/activity.ts';
import { canReply } from '../conversations/present.ts';
import { loadSurroundings, type Surroundings } from '../conversations/surroundings.ts';
import { type ConversationRow, type MessageRow, messages } from '../conversations/table.ts';
import { fillVariables } from '../conversations/variables.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { findSurveyMessage } from './survey-access.ts';
import { surveyWords } from './survey-words.ts';

/**
 * Asks the customer of a resolved conversation how satisfied they are, where the inbox does so. A conversation gets
 * one survey, however often it is resolved or this is repeated.
 */
export async function sendSurvey(ctx: AccountContext, conversation_id: number) {
  // Whoever resolved it may have deleted it since.
  if (!(await findConversations(ctx, [conversation_id])).has(conversation_id)) return;
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation_id);
    if (held.status !== 'resolved' || held.campaign_id !== null) return;
    const around = await loadSurroundings(tx, [held]);
    if (!isWanted(held, around) || (await findSurveyMessage(tx, held))) return;
    if (canReply(tx, held, around)) await ask(tx, held, around.inboxOf(held));
    else await noteUnsent(tx, held);
  });
}

/** Whether the inbox asks about such a conversation, and there is a customer who said something and is heard. */
function isWanted(row: ConversationRow, around: Surroundings): boolean {
  const inbox = around.inboxOf(row);
  if (!inbox.csat_survey_enabled || around.of(row).last_incoming_at === null) return false;
  return !around.contactOf(row).blocked && keepsRules(row, configOf(inbox).survey_rules);
}

async function ask(tx: TransactionContext, held: ConversationRow, inbox: InboxRow) {
  const { message, display_type } = configOf(inbox);
  await storeOwnMessage(tx, held, 'template', {
    content: await fillVariables(tx, held, message || usualQuestion(tx)),
    content_type: 'input_csat',
    content_attributes: { display_type },
  });
}

const usualQuestion = ({ account }: AccountContext) => inLocale(surveyWords, account.locale).question;

const UNSENT = 'No survey was sent: the time in which the customer can be answered is over';
const MARK = { csat_survey: 'not_sent' };

/** Says once why there is no survey. */
async function noteUnsent(tx: TransactionContext, held: ConversationRow) {
  const noted = await tx.queries
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.account_id, held.account_id),
        eq(messages.conversation_id, held.id),
        sql`${messages.additional_attributes} @> ${JSON.stringify(MARK)}::jsonb`,
      ),
    )
    .limit(1);
  if (noted.length > 0) return;
  await noteActivity(tx, held, { content: UNSENT, additional_attributes: MARK });
}

// An inbox may have been made with anything in it.
const surveyConfig = z.object({
  display_type: z.enum(surveyDisplays).catch('emoji'),
  message: z.string().catch(''),
  survey_rules: z
    .object({
      operator: z.enum(['contains', 'does_not_contain']).catch('contains'),
      values: z.array(z.string()).catch([]),
    })
    .catch({ operator: 'contains', values: [] }),
});
type SurveyConfig = z.output<typeof surveyConfig>;

const configOf = ({ csat_config }: InboxRow): SurveyConfig => surveyConfig.parse(csat_config);

function keepsRules(
  { labels }: ConversationRow,
  { operator, values }: SurveyConfig['survey_rules'],
): boolean {
  if (values.length === 0) return true;
  const isLabelled = values.some((title) => labels.includes(title));
  return isLabelled === (operator === 'contains');
}

/** How a survey looks: as it was sent, else as its inbox says now. */
export function displayOf({ content_attributes }: MessageRow, inbox: InboxRow): SurveyDisplay {
  const sent = surveyDisplays.find((display) => display === content_attributes.display_type);
  return sent ?? configOf(inbox).display_type;
}
