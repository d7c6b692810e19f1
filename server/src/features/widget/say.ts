import type { MessageFields } from '@porchlight/contract/messages';
import type { OperationInput } from '@porchlight/contract/operation';
import type { widgetMessages } from '@porchlight/contract/widget-messages';
import type { FastifyRequest } from 'fastify';
import type { AccountContext, ContactContext } from '../../context.ts';
import { holdBeginnings, openConversation } from '../conversations/conversation.ts';
import { type Posted, postMessage } from '../conversations/message.ts';
import { findShownMessage } from '../conversations/public-message-list.ts';
import type { ConversationRow } from '../conversations/table.ts';
import { circumstancesOf } from './circumstances.ts';
import { findEchoed, findMeant } from './list.ts';

type Said = Omit<OperationInput<typeof widgetMessages.create>, 'website_token' | 'conversation_id'>;
type First = Omit<Said, 'reply_to' | 'attachments'>;

/** A message of a visitor, and the number of its conversation. */
export interface SaidInConversation extends Posted {
  display_id: number;
}

/** Writes what a visitor says into the conversation that they mean; without any it starts one. */
export async function say(
  ctx: ContactContext,
  request: FastifyRequest,
  { conversation_id, ...said }: Said & { conversation_id?: number | null | undefined },
): Promise<SaidInConversation> {
  const meant = await findMeant(ctx, conversation_id);
  if (meant) return sayIn(ctx, meant, said);
  return ctx.transaction(async (tx) => {
    // Of two first messages at once the second goes where the first one went.
    await holdBeginnings(tx, ctx.contact.id);
    const inside = { ...ctx, ...tx, actor: ctx.actor };
    const conversation = (await findMeant(inside, null)) ?? (await begin(inside, request, said, {}));
    return sayIn(inside, conversation, said);
  });
}

/** Starts a conversation with what a visitor says first; asked again with the same echo id, it is the one that began. */
export async function sayFirst(
  ctx: ContactContext,
  request: FastifyRequest,
  said: First,
  custom_attributes: Record<string, unknown>,
): Promise<SaidInConversation> {
  return ctx.transaction(async (tx) => {
    // Of the same asked twice at once the second finds what the first one began.
    await holdBeginnings(tx, ctx.contact.id);
    const inside = { ...ctx, ...tx, actor: ctx.actor };
    const begun = said.echo_id ? await findEchoed(inside, said.echo_id) : undefined;
    return sayIn(inside, begun ?? (await begin(inside, request, said, custom_attributes)), said);
  });
}

function begin(
  { inbox, contact, contactInbox, ...ctx }: ContactContext,
  request: FastifyRequest,
  said: First,
  custom_attributes: Record<string, unknown>,
): Promise<ConversationRow> {
  return openConversation(ctx, {
    inbox_id: inbox.id,
    contact_id: contact.id,
    source_id: contactInbox.source_id,
    additional_attributes: circumstancesOf(request.headers, said),
    custom_attributes,
  });
}

async function sayIn(
  ctx: AccountContext,
  conversation: ConversationRow,
  said: Said,
): Promise<SaidInConversation> {
  const { content, echo_id, attachments, reply_to } = said;
  // Visitors answer to what they see.
  const answered = reply_to ? await findShownMessage(ctx, conversation, reply_to) : undefined;
  const fields: MessageFields = {
    content,
    echo_id,
    attachments,
    message_type: 'incoming',
    content_type: 'text',
    private: false,
    content_attributes: { in_reply_to: answered?.id ?? null },
  };
  const posted = await postMessage(ctx, conversation.display_id, fields);
  return { ...posted, display_id: conversation.display_id };
}
