import type { Context } from '../../context.ts';
import type { ConversationRow, MessageRow } from '../conversations/table.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';

/** What a message says to those who cannot show a survey themselves: the question with the link to it. */
export function contentWithLink(
  ctx: Context,
  { content, content_type }: MessageRow,
  conversation: ConversationRow,
  inbox: InboxRow,
): string | null {
  const isLinked = content_type === 'input_csat' && !manifestOf(inbox).features.asks_itself;
  return isLinked ? [content, surveyLink(ctx, conversation)].filter(Boolean).join(' ') : content;
}

/** Where the survey of a conversation is answered. */
const surveyLink = ({ services }: Context, { uuid }: Pick<ConversationRow, 'uuid'>) =>
  `${services.config.frontend_url}/survey/responses/${uuid}`;
