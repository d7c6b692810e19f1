import type { EventName } from '@porchlight/contract/events';

/** A column's value before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

interface OfConversation {
  conversation_id: number;
  display_id: number;
  inbox_id: number;
}

interface OfMessage extends OfConversation {
  message_id: number;
  message_type: number;
  private: boolean;
  /** Given by the client that wrote the message, so that it knows its own again. */
  echo_id?: string;
}

/** What can happen, with what is written down of it: ids and changes, from which subscribers build their payloads. */
export interface EventData extends Record<EventName, object> {
  'account.created': { name: string };
  'access_token.reset': { user_id: number };
  'inbox.created': { inbox_id: number };
  'contact.created': { contact_id: number };
  'contact.updated': { contact_id: number; changes: Changes };
  'conversation.created': OfConversation;
  'conversation.updated': OfConversation & { changes: Changes };
  'conversation.status_changed': OfConversation & { changes: Changes };
  'conversation.opened': OfConversation;
  'conversation.resolved': OfConversation;
  'conversation.bot_handoff': OfConversation;
  'assignee.changed': OfConversation & { changes: Changes };
  'team.changed': OfConversation & { changes: Changes };
  'message.created': OfMessage;
  'message.updated': OfMessage & { changes: Changes };
  'first.reply.created': OfMessage;
}
