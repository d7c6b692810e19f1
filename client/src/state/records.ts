import type { Contact } from '@porchlight/contract/contacts';
import type { Conversation } from '@porchlight/contract/conversations';
import type { FullMessage, Message } from '@porchlight/contract/messages';
import type { ContactPush, SenderPush } from '@porchlight/contract/people';
import type { ConversationPush } from '@porchlight/contract/pushes';
import type { Assignee, ContactState, ConversationState, MessageState, Sender } from './desk.ts';

/*
 * Requests and sockets show the same records in different forms; here each becomes the one that the state holds.
 */

/** A message of a list, of an answer, of a conversation or of an event. */
export function messageState(message: Message | FullMessage, version = 0): MessageState {
  return {
    version,
    id: message.id,
    conversation_id: message.conversation_id,
    content: message.content,
    content_type: message.content_type,
    content_attributes: message.content_attributes,
    message_type: message.message_type,
    created_at: message.created_at,
    private: message.private,
    status: message.status,
    source_id: message.source_id,
    sender: message.sender ? senderState(message.sender) : null,
    attachments: message.attachments ?? [],
    ...(message.echo_id === undefined ? {} : { echo_id: message.echo_id }),
  };
}

function senderState(sender: SenderPush): Sender {
  if (sender.type === 'contact') return { type: 'contact', id: sender.id };
  return { type: sender.type, id: sender.id, name: sender.name, thumbnail: sender.avatar_url };
}

/** The contact who wrote a message, where it was one. */
export function contactOfMessage({ sender }: Message | FullMessage, version = 0): ContactState | undefined {
  return sender?.type === 'contact' ? contactState(sender, version) : undefined;
}

/** A contact of a request or of an event. */
export function contactState(contact: Contact | ContactPush, version = 0): ContactState {
  return {
    version,
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone_number: contact.phone_number,
    identifier: contact.identifier,
    thumbnail: contact.thumbnail,
    blocked: contact.blocked,
    additional_attributes: contact.additional_attributes,
    custom_attributes: contact.custom_attributes,
  };
}

const ACTIVITY = 2;

/** Whether lists show the message as the newest of its conversation. */
export const isSaid = ({ message_type }: Pick<MessageState, 'message_type'>) => message_type !== ACTIVITY;

/** A conversation of a request. */
export function conversationState(row: Conversation): ConversationState {
  const { meta } = row;
  const said = row.last_non_activity_message;
  return {
    ...commonOf(row),
    version: 0,
    contact_id: meta.sender.id,
    assignee: meta.assignee ? assigneeState(meta.assignee, meta.assignee_type) : null,
    team: meta.team ? { id: meta.team.id, name: meta.team.name } : null,
    first_reply_created_at: row.first_reply_created_at,
    last_message: said ? messageState(said) : null,
  };
}

/** A conversation of an event, which brings only what the customer sees of the messages: the rest is as it was. */
export function conversationOfPush(
  push: ConversationPush,
  before: ConversationState | undefined,
  version: number,
): ConversationState {
  const { meta } = push;
  const shown = push.messages[0];
  return {
    ...commonOf(push),
    version,
    contact_id: meta.sender.id,
    assignee: meta.assignee ? assigneeState(meta.assignee, meta.assignee_type) : null,
    team: meta.team ? { id: meta.team.id, name: meta.team.name } : null,
    first_reply_created_at: push.first_reply_created_at
      ? Math.floor(Date.parse(push.first_reply_created_at) / 1000)
      : 0,
    last_message: newerSaid(before?.last_message ?? null, shown ? messageState(shown, version) : null),
  };
}

/** The one that lists show: the newer of both, or the same one as it is now. */
export function newerSaid(before: MessageState | null, after: MessageState | null): MessageState | null {
  if (!after || !isSaid(after)) return before;
  return before && before.id > after.id ? before : after;
}

type Common = Pick<
  Conversation & ConversationPush,
  Exclude<keyof ConversationState, keyof Named | 'status' | 'priority'>
> & { status: ConversationState['status']; priority: ConversationState['priority'] };
type Named = Pick<
  ConversationState,
  'version' | 'contact_id' | 'assignee' | 'team' | 'first_reply_created_at' | 'last_message'
>;

function commonOf(row: Common): Omit<ConversationState, keyof Named> {
  return {
    id: row.id,
    inbox_id: row.inbox_id,
    status: row.status,
    priority: row.priority,
    labels: row.labels,
    custom_attributes: row.custom_attributes,
    additional_attributes: row.additional_attributes,
    snoozed_until: row.snoozed_until,
    can_reply: row.can_reply,
    unread_count: row.unread_count,
    waiting_since: row.waiting_since,
    agent_last_seen_at: row.agent_last_seen_at,
    contact_last_seen_at: row.contact_last_seen_at,
    last_activity_at: row.last_activity_at,
    created_at: row.created_at,
  };
}

type AnyAssignee = NonNullable<Conversation['meta']['assignee'] | ConversationPush['meta']['assignee']>;

function assigneeState(assignee: AnyAssignee, type: Assignee['type'] | null | undefined): Assignee {
  const thumbnail = 'thumbnail' in assignee ? assignee.thumbnail : assignee.avatar_url;
  return { type: type ?? 'User', id: assignee.id, name: assignee.name, thumbnail };
}
