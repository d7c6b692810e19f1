import type { FullMessage } from '@porchlight/contract/messages';
import type { ContactPush, SenderPush } from '@porchlight/contract/people';
import type { ConversationPush } from '@porchlight/contract/pushes';
import type { Changes } from '../../events.ts';
import { shownAttributes } from '../../features/conversations/public-present.ts';

/**
 * A conversation for the eyes of its contact. Every key that clients know is there; what is the desk's own affair is
 * empty, and the token of a socket is left out.
 */
export function conversationForContact(push: ConversationPush): ConversationPush {
  return {
    id: push.id,
    inbox_id: push.inbox_id,
    channel: push.channel,
    can_reply: push.can_reply,
    status: push.status,
    contact_inbox: linkForContact(push.contact_inbox),
    messages: push.messages.map(messageForContact),
    meta: {
      sender: contactForContact(push.meta.sender),
      assignee: push.meta.assignee,
      assignee_type: push.meta.assignee_type,
      team: null,
      hmac_verified: push.meta.hmac_verified,
    },
    labels: [],
    priority: null,
    additional_attributes: {},
    custom_attributes: {},
    snoozed_until: null,
    first_reply_created_at: null,
    waiting_since: 0,
    unread_count: push.unread_count,
    agent_last_seen_at: push.agent_last_seen_at,
    contact_last_seen_at: push.contact_last_seen_at,
    last_activity_at: push.last_activity_at,
    timestamp: push.timestamp,
    created_at: push.created_at,
    updated_at: push.updated_at,
  };
}

/** Whoever only said that they are this contact is not told how it is reached, nor what agents know of it. */
function contactForContact({ id, name, thumbnail, type }: ContactPush): ContactPush {
  return {
    id,
    name,
    thumbnail,
    type,
    email: null,
    phone_number: null,
    identifier: null,
    blocked: false,
    additional_attributes: {},
    custom_attributes: {},
  };
}

/** Somebody who acts or writes: of people and bots events show nothing that a contact should not see. */
export const actorForContact = <Actor extends SenderPush>(actor: Actor): Actor | ContactPush =>
  actor.type === 'contact' ? contactForContact(actor) : actor;

function linkForContact(link: ConversationPush['contact_inbox']): ConversationPush['contact_inbox'] {
  return {
    id: link.id,
    contact_id: link.contact_id,
    inbox_id: link.inbox_id,
    source_id: link.source_id,
    created_at: link.created_at,
    updated_at: link.updated_at,
    hmac_verified: link.hmac_verified,
  };
}

/** A message with what changed of it, where it was changed. */
type Told = FullMessage & { previous_changes?: Changes };

/** A message for the eyes of the contact, who is shown no private ones in the first place. */
export function messageForContact(message: Told): Told {
  const { echo_id, sender, attachments, previous_changes } = message;
  return {
    id: message.id,
    content: message.content,
    account_id: message.account_id,
    inbox_id: message.inbox_id,
    conversation_id: message.conversation_id,
    message_type: message.message_type,
    created_at: message.created_at,
    updated_at: message.updated_at,
    private: message.private,
    status: message.status,
    source_id: message.source_id,
    content_type: message.content_type,
    content_attributes: shownAttributes(message.content_attributes),
    sender_type: message.sender_type,
    sender_id: message.sender_id,
    external_source_ids: {},
    additional_attributes: {},
    processed_message_content: message.processed_message_content,
    sentiment: {},
    conversation: message.conversation,
    ...(echo_id === undefined ? {} : { echo_id }),
    ...(sender ? { sender: actorForContact(sender) } : {}),
    ...(attachments ? { attachments } : {}),
    ...(previous_changes ? { previous_changes: changesForContact(previous_changes) } : {}),
  };
}

/** Columns of whose changes a contact hears. */
const SHOWN_COLUMNS = ['content', 'content_type', 'content_attributes', 'status'];

function changesForContact(changes: Changes): Changes {
  const shown = Object.entries(changes).filter(([name]) => SHOWN_COLUMNS.includes(name));
  return Object.fromEntries(
    shown.map(([name, [before, after]]) => [
      name,
      name === 'content_attributes'
        ? [attributesForContact(before), attributesForContact(after)]
        : [before, after],
    ]),
  );
}

const attributesForContact = (value: unknown) =>
  typeof value === 'object' && value !== null ? shownAttributes(value) : value;
