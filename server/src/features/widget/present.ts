import type { WidgetContact } from '@porchlight/contract/widget';
import type { KnownOfVisitor } from '@porchlight/contract/widget-contacts';
import type { ListedWidgetConversation, WidgetConversation } from '@porchlight/contract/widget-conversations';
import type { SentWidgetMessage, WidgetMessage, WidgetSender } from '@porchlight/contract/widget-messages';
import type { ContactContext } from '../../context.ts';
import { botAvatarUrl, presentUserPush, secondsOf, secondsOrZero } from '../accounts/present.ts';
import type { ContactRow } from '../contacts/table.ts';
import { presentFiles, presentSender } from '../conversations/present.ts';
import { loadShownMessages } from '../conversations/public-message-list.ts';
import { shownAttributes } from '../conversations/public-present.ts';
import { loadSenders, type Senders } from '../conversations/surroundings.ts';
import type { ConversationRow, MessageRow } from '../conversations/table.ts';
import type { Listed } from './list.ts';

/** A message as visitors see it. */
export function presentWidgetMessage(
  ctx: ContactContext,
  message: MessageRow,
  display_id: number,
  around: Senders,
): WidgetMessage {
  const sender = presentWidgetSender(ctx, message, around);
  return {
    id: message.id,
    content: message.content,
    message_type: message.message_type,
    content_type: message.content_type,
    content_attributes: shownAttributes(message.content_attributes),
    created_at: secondsOf(message.created_at),
    conversation_id: display_id,
    ...presentFiles(message, around),
    ...(sender ? { sender } : {}),
  };
}

/** Whoever wrote the message; what else the desk knows of a contact is for agents. */
function presentWidgetSender(
  ctx: ContactContext,
  message: MessageRow,
  around: Senders,
): WidgetSender | undefined {
  const sender = presentSender(ctx, message, around);
  if (sender?.type !== 'contact') return sender;
  return { id: sender.id, name: sender.name, thumbnail: sender.thumbnail, type: 'contact' };
}

/** A message that the visitor just sent. */
export function presentSentMessage(
  ctx: ContactContext,
  message: MessageRow,
  display_id: number,
  around: Senders,
): SentWidgetMessage {
  return {
    ...presentWidgetMessage(ctx, message, display_id, around),
    inbox_id: message.inbox_id,
    private: message.private,
    source_id: message.source_id,
    status: message.status,
    ...(message.echo_id === null ? {} : { echo_id: message.echo_id }),
  };
}

/** A conversation as the visitor sees it. */
export function presentWidgetConversation(row: ConversationRow): WidgetConversation {
  return {
    id: row.display_id,
    inbox_id: row.inbox_id,
    contact_last_seen_at: secondsOrZero(row.contact_last_seen_at),
    status: row.status,
  };
}

/** The visitor's conversations, each with the last that was said in it. */
export async function presentListedConversations(
  ctx: ContactContext,
  listed: readonly Listed[],
): Promise<ListedWidgetConversation[]> {
  const rows = listed.map(({ conversation }) => conversation);
  const last = await loadShownMessages(ctx, rows, 1);
  const around = await loadSenders(ctx, [...last.values()].flat(), rows);
  return listed.map(({ conversation: row, unread_count }) => {
    const message = last.get(row.id)?.at(-1);
    return {
      id: row.display_id,
      status: row.status,
      contact_last_seen_at: secondsOrZero(row.contact_last_seen_at),
      unread_count,
      created_at: secondsOf(row.created_at),
      last_activity_at: secondsOf(row.last_activity_at),
      assignee: presentWidgetAssignee(ctx, row, around),
      last_message: message ? presentWidgetMessage(ctx, message, row.display_id, around) : null,
    };
  });
}

function presentWidgetAssignee(ctx: ContactContext, row: ConversationRow, around: Senders) {
  const person = around.people.get(row.assignee_id ?? 0);
  if (person) {
    const { id, available_name: name, avatar_url } = presentUserPush(ctx, person);
    return { id, name, avatar_url };
  }
  const bot = around.bots.get(row.assignee_agent_bot_id ?? 0);
  return bot ? { id: bot.id, name: bot.name, avatar_url: botAvatarUrl(ctx, bot) } : null;
}

/**
 * A contact as it is shown to the visitor who it is. Whoever only said that they are a contact that was there before
 * is not told how it is reached.
 */
export function presentWidgetContact({ contact, contactInbox }: ContactContext): WidgetContact {
  const isMadeHere = contact.created_at.getTime() === contactInbox.created_at.getTime();
  const isOwn = contactInbox.hmac_verified || isMadeHere;
  return {
    id: contact.id,
    name: contact.name,
    email: isOwn ? contact.email : null,
    phone_number: isOwn ? contact.phone_number : null,
    identifier: contact.identifier,
  };
}

/** What the desk knows of the visitor, without saying it. */
export const presentKnown = (contact: ContactRow): KnownOfVisitor => ({
  id: contact.id,
  has_email: Boolean(contact.email),
  has_name: Boolean(contact.name),
  has_phone_number: Boolean(contact.phone_number),
});
