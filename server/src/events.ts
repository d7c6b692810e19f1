import type { EventName } from '@porchlight/contract/events';
import type { ContactPush } from '@porchlight/contract/people';

/** A column's value before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

interface MembersChange {
  /** Ids of the users who came, and of those who went. */
  added: readonly number[];
  removed: readonly number[];
}

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
  'account.updated': { changes: Changes };
  'account.cache_invalidated': { cache_keys: Record<string, string> };
  'agent.added': { user_id: number; role: string };
  'agent.updated': { user_id: number; changes: Changes };
  'agent.removed': { user_id: number };
  'inbox.created': { inbox_id: number };
  'inbox.updated': { inbox_id: number; changes: Changes };
  'inbox.deleted': { inbox_id: number; name: string };
  'inbox.members_changed': MembersChange & { inbox_id: number };
  'inbox.bot_changed': { inbox_id: number; changes: Changes };
  'team.created': { team_id: number };
  'team.updated': { team_id: number; changes: Changes };
  'team.deleted': { team_id: number; name: string };
  'team.members_changed': MembersChange & { team_id: number };
  'label.created': { label_id: number };
  'label.updated': { label_id: number; changes: Changes };
  'label.deleted': { label_id: number; title: string };
  'contact.created': { contact_id: number };
  'contact.updated': { contact_id: number; changes: Changes };
  /** The contact as it was last: nothing else is left to show it from. */
  'contact.deleted': { contact_id: number; contact: ContactPush };
  'contact.merged': { contact_id: number; mergee_contact_id: number };
  'conversation.created': OfConversation;
  'conversation.updated': OfConversation & { changes: Changes };
  'conversation.status_changed': OfConversation & { changes: Changes };
  'conversation.read': OfConversation & { changes: Changes };
  'conversation.contact_changed': OfConversation & { changes: Changes };
  'conversation.mentioned': OfConversation & { user_id: number };
  'conversation.deleted': OfConversation;
  'conversation.opened': OfConversation;
  'conversation.resolved': OfConversation;
  'conversation.bot_handoff': OfConversation;
  'assignee.changed': OfConversation & { changes: Changes };
  'team.changed': OfConversation & { changes: Changes };
  'message.created': OfMessage;
  'message.updated': OfMessage & { changes: Changes };
  'first.reply.created': OfMessage;
  'webwidget.triggered': {
    contact_inbox_id: number;
    contact_id: number;
    inbox_id: number;
    /** When, on which page and with what the visitor opened it. */
    event_info: object;
  };
}
