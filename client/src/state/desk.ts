import type { ConversationStatus, Priority } from '@porchlight/contract/conversation-values';
import type { Attachment, Message } from '@porchlight/contract/messages';

/** Whoever wrote a message. Of contacts only the id: what else there is of them stands under `contacts`. */
export type Sender =
  | { type: 'contact'; id: number }
  | { type: 'user' | 'agent_bot'; id: number; name: string; thumbnail: string };

/** Carried by each record: the version of the state at which an event changed it last, 0 when none did. */
interface Versioned {
  version: number;
}

/** A message, the same whether a request or the socket brought it. */
export interface MessageState extends Versioned {
  id: number;
  conversation_id: number;
  content: string | null;
  content_type: Message['content_type'];
  content_attributes: Message['content_attributes'];
  /** Counted as on the wire: 0 incoming, 1 outgoing, 2 activity, 3 template. */
  message_type: number;
  /** Unix seconds. */
  created_at: number;
  private: boolean;
  status: Message['status'];
  source_id: string | null;
  sender: Sender | null;
  attachments: readonly Attachment[];
  /** Given by the client that wrote it; lists do not have it. */
  echo_id?: string;
}

/** Who answers a conversation. */
export interface Assignee {
  type: 'User' | 'AgentBot';
  id: number;
  name: string;
  thumbnail: string;
}

/** A conversation, the same whether a request or the socket brought it. Times are Unix seconds, 0 for never. */
export interface ConversationState extends Versioned {
  /** The number within the account. */
  id: number;
  inbox_id: number;
  contact_id: number;
  status: ConversationStatus;
  priority: Priority | null;
  labels: readonly string[];
  custom_attributes: Readonly<Record<string, unknown>>;
  additional_attributes: Readonly<Record<string, unknown>>;
  assignee: Assignee | null;
  team: { id: number; name: string } | null;
  /** ISO 8601; until somebody says otherwise when null. */
  snoozed_until: string | null;
  can_reply: boolean;
  /** Ten at most. */
  unread_count: number;
  waiting_since: number;
  first_reply_created_at: number;
  agent_last_seen_at: number;
  contact_last_seen_at: number;
  last_activity_at: number;
  created_at: number;
  /** The newest message or note; activities do not count. */
  last_message: MessageState | null;
}

/** A contact, the same whether a request or the socket brought it. */
export interface ContactState extends Versioned {
  id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  thumbnail: string;
  blocked: boolean;
  additional_attributes: Readonly<Record<string, unknown>>;
  custom_attributes: Readonly<Record<string, unknown>>;
}

/** The messages of a conversation that are here: without holes, oldest first, up to the newest. */
export interface Thread {
  messages: readonly MessageState[];
  /** Whether there are older ones than the first. */
  has_older: boolean;
}

/** Somebody who types. */
export interface Typist {
  type: 'user' | 'contact' | 'agent_bot';
  id: number;
  name: string;
  is_private: boolean;
  /** When it was heard, in milliseconds; nobody types for longer than `TYPING_MS` without saying so again. */
  at_ms: number;
}

/** An agent, as far as colleagues are shown beside a conversation. */
export interface Colleague {
  id: number;
  name: string;
  thumbnail: string;
}

/** Colleagues who look at a conversation, in the order in which they came. */
export interface Viewers {
  people: readonly Colleague[];
  /** When the desk told of them last, in milliseconds; after `VIEWERS_MS` nobody looks. */
  at_ms: number;
}

/** Who is there, by id: users as they chose to be, contacts when they are online. */
export interface Presence {
  users: Readonly<Record<string, 'online' | 'busy' | 'offline'>>;
  contacts: Readonly<Record<string, 'online'>>;
}

/** How long somebody is shown as typing after they were heard of last. */
export const TYPING_MS = 30_000;

/** How long somebody is shown as looking at a conversation after the desk told of it last. */
export const VIEWERS_MS = 25_000;

/** What a client of one account knows. It is never changed; each step answers a new one that shares what stayed. */
export interface DeskState {
  account_id: number;
  /**
   * Counts the events folded so far, but for what passes, such as typing: what a request brings is older than what came
   * after it was asked.
   */
  version: number;
  conversations: ReadonlyMap<number, ConversationState>;
  /** By conversation; only of those that were opened. */
  threads: ReadonlyMap<number, Thread>;
  contacts: ReadonlyMap<number, ContactState>;
  /** Conversations that events tell of and that are not here: ask for them. */
  unknown: ReadonlySet<number>;
  /** By conversation. */
  typing: ReadonlyMap<number, readonly Typist[]>;
  /** By conversation: who else looks at it. */
  viewers: ReadonlyMap<number, Viewers>;
  presence: Presence;
  /** What changed outside this state, by kind: labels, inboxes, teams are to be read again when theirs changes. */
  cache_keys: Readonly<Record<string, string>>;
  /** Conversations and contacts that are gone, with the version at which they went: no late answer brings them back. */
  gone: ReadonlyMap<string, number>;
}

/** What a client knows at first. */
export function emptyDesk(account_id: number): DeskState {
  return {
    account_id,
    version: 0,
    conversations: new Map(),
    threads: new Map(),
    contacts: new Map(),
    unknown: new Set(),
    typing: new Map(),
    viewers: new Map(),
    presence: { users: {}, contacts: {} },
    cache_keys: {},
    gone: new Map(),
  };
}
