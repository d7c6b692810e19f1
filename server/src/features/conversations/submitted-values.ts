import type { SubmittedValues } from '@porchlight/contract/public-messages';
import type { AccountContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { changeMessage, changing } from './message-change.ts';
import type { ConversationRow, MessageRow } from './table.ts';

const ASKING: readonly MessageRow['content_type'][] = [
  'input_text',
  'input_textarea',
  'input_email',
  'input_select',
  'input_csat',
  'cards',
  'form',
];

const DAY_MS = 24 * 3_600_000;
const SURVEY_DAYS = 14;

/** Whether a survey is too old to be answered: its last day is the fourteenth after the one on which it was sent. */
export const isSurveyOver = (
  ctx: Pick<AccountContext, 'now'>,
  { created_at }: Pick<MessageRow, 'created_at'>,
) => dayOf(ctx.now()) - dayOf(created_at) > SURVEY_DAYS;

const dayOf = (moment: Date) => Math.floor(moment.getTime() / DAY_MS);

/** Keeps what the contact answered to a message that asks for something. */
export function submitValues(
  ctx: AccountContext,
  conversation: ConversationRow,
  id: number,
  submitted_values: SubmittedValues,
): Promise<MessageRow> {
  return changing(ctx, conversation, id, async (tx, held, message) => {
    if (message.content_type === 'input_csat' && isSurveyOver(tx, message))
      throw new Refusal('unprocessable', 'You cannot update the CSAT survey after 14 days');
    if (!ASKING.includes(message.content_type))
      throw new Refusal('unprocessable', 'The message asks for nothing: answer it with a message instead');
    return changeMessage(tx, held, message, {
      content_attributes: { ...message.content_attributes, submitted_values },
    });
  });
}
