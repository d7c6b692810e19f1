import type { FullMessage } from '@porchlight/contract/messages';
import type { ContactPush, SenderPush } from '@porchlight/contract/people';
import type { ConversationPush } from '@porchlight/contract/pushes';
import type { ViewersChange, ViewersUpdate } from '@porchlight/contract/viewing';
import type { DeskState, MessageState, Presence, Typist } from './desk.ts';
import { withEntry, withoutEntry } from './maps.ts';
import { contactState, conversationOfPush, messageState, newerSaid } from './records.ts';
import { putMessage } from './thread.ts';
import { foldViewersChange, foldViewersUpdate } from './viewers.ts';

interface OfAccount {
  account_id: number;
}

/** What the wire sends with each event that says something of the state. */
interface Payloads {
  'conversation.created': ConversationPush;
  'conversation.updated': ConversationPush;
  'conversation.status_changed': ConversationPush;
  'conversation.read': ConversationPush;
  'conversation.contact_changed': ConversationPush;
  'conversation.mentioned': ConversationPush;
  'assignee.changed': ConversationPush;
  'team.changed': ConversationPush;
  'conversation.deleted': { id: number };
  'message.created': FullMessage;
  'message.updated': FullMessage;
  'contact.created': ContactPush;
  'contact.updated': ContactPush;
  'contact.merged': ContactPush;
  'contact.deleted': ContactPush;
  'account.cache_invalidated': { cache_keys: Record<string, string> };
  'presence.update': { users: Presence['users']; contacts?: Presence['contacts'] };
  'conversation.typing_on': TypingPayload;
  'conversation.typing_off': TypingPayload;
  'conversation.viewers_changed': ViewersChange;
  'viewers.update': ViewersUpdate;
}

interface TypingPayload {
  conversation: ConversationPush;
  user: SenderPush;
  is_private: boolean;
}

/** An event as a socket brings it. */
export interface WireEvent {
  event: string;
  data: OfAccount & object;
}

type Fold<Data> = (state: DeskState, data: Data, at_ms: number) => DeskState;

const FOLDS: { [Name in keyof Payloads]: Fold<Payloads[Name]> } = {
  'conversation.created': foldConversation,
  'conversation.updated': foldConversation,
  'conversation.status_changed': foldConversation,
  'conversation.read': foldConversation,
  'conversation.contact_changed': foldContactChange,
  'conversation.mentioned': foldConversation,
  'assignee.changed': foldConversation,
  'team.changed': foldConversation,
  'conversation.deleted': (state, { id }) => ({
    ...state,
    conversations: withoutEntry(state.conversations, id),
    threads: withoutEntry(state.threads, id),
    typing: withoutEntry(state.typing, id),
    viewers: withoutEntry(state.viewers, id),
    unknown: withoutId(state.unknown, id),
    gone: withEntry(state.gone, `conversation ${id}`, state.version),
  }),
  'message.created': foldMessage,
  'message.updated': foldMessage,
  'contact.created': foldContact,
  'contact.updated': foldContact,
  'contact.merged': foldContact,
  'contact.deleted': (state, { id }) => ({
    ...state,
    contacts: withoutEntry(state.contacts, id),
    gone: withEntry(state.gone, `contact ${id}`, state.version),
  }),
  'account.cache_invalidated': (state, { cache_keys }) => ({
    ...state,
    cache_keys: { ...state.cache_keys, ...cache_keys },
  }),
  'presence.update': (state, { users, contacts = {} }) => ({ ...state, presence: { users, contacts } }),
  'conversation.typing_on': (state, data, at_ms) => foldTyping(state, data, at_ms),
  'conversation.typing_off': (state, data) => foldTyping(state, data, undefined),
  'conversation.viewers_changed': foldViewersChange,
  'viewers.update': foldViewersUpdate,
};

const folds: Partial<Record<string, Fold<never>>> = FOLDS;

/** What these tell of passes: no record is newer for it. */
const PASSING: ReadonlySet<string> = new Set<keyof Payloads>([
  'presence.update',
  'conversation.typing_on',
  'conversation.typing_off',
  'conversation.viewers_changed',
  'viewers.update',
]);

/**
 * The state after an event of the socket, heard at `at_ms`. Events must come in the order in which the desk sent them;
 * one that comes twice changes nothing. Those of other accounts and those that are not known change nothing either.
 */
export function fold(state: DeskState, { event, data }: WireEvent, at_ms: number): DeskState {
  const step = folds[event];
  if (!step || data.account_id !== state.account_id) return state;
  const version = state.version + (PASSING.has(event) ? 0 : 1);
  return step({ ...state, version }, data as never, at_ms);
}

function withoutId(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : ids;
}

function foldConversation(state: DeskState, push: ConversationPush): DeskState {
  const { id } = push;
  const conversation = conversationOfPush(push, state.conversations.get(id), state.version);
  return {
    ...foldContact(state, push.meta.sender),
    conversations: withEntry(state.conversations, id, conversation),
    unknown: withoutId(state.unknown, id),
  };
}

/** The conversation is another contact's, and so is all that the former one wrote in it. */
function foldContactChange(state: DeskState, push: ConversationPush): DeskState {
  const { id, meta } = push;
  const former_id = state.conversations.get(id)?.contact_id;
  const moved = (message: MessageState): MessageState =>
    message.sender?.type === 'contact' && message.sender.id === former_id
      ? { ...message, sender: { type: 'contact', id: meta.sender.id } }
      : message;
  const changed = foldConversation(state, push);
  const conversation = changed.conversations.get(id);
  const thread = state.threads.get(id);
  return {
    ...changed,
    conversations: conversation?.last_message
      ? withEntry(changed.conversations, id, {
          ...conversation,
          last_message: moved(conversation.last_message),
        })
      : changed.conversations,
    threads: thread
      ? withEntry(state.threads, id, { ...thread, messages: thread.messages.map(moved) })
      : state.threads,
  };
}

function foldContact(state: DeskState, push: ContactPush): DeskState {
  const contact = contactState(push, state.version);
  return { ...state, contacts: withEntry(state.contacts, contact.id, contact) };
}

function foldMessage(state: DeskState, push: FullMessage): DeskState {
  const message = messageState(push, state.version);
  const { conversation_id } = message;
  const known = push.sender?.type === 'contact' ? foldContact(state, push.sender) : state;
  const thread = known.threads.get(conversation_id);
  return {
    ...foldIntoConversation(known, push),
    threads: thread ? withEntry(known.threads, conversation_id, putMessage(thread, message)) : known.threads,
    typing: withoutTypist(known, conversation_id, push.sender),
  };
}

/** What a message says of its conversation. */
function foldIntoConversation(state: DeskState, push: FullMessage): DeskState {
  const { conversation_id, conversation: told } = push;
  const { version } = state;
  const before = state.conversations.get(conversation_id);
  if (!before) return { ...state, unknown: new Set(state.unknown).add(conversation_id) };
  const conversation = {
    ...before,
    version,
    unread_count: told.unread_count,
    last_activity_at: told.last_activity_at,
    last_message: newerSaid(before.last_message, messageState(push, version)),
  };
  return { ...state, conversations: withEntry(state.conversations, conversation_id, conversation) };
}

/** Whoever has written does not type any more. */
function withoutTypist({ typing }: DeskState, conversation_id: number, sender: SenderPush | undefined) {
  const typists = typing.get(conversation_id);
  if (!typists || !sender) return typing;
  const rest = typists.filter(({ type, id }) => type !== sender.type || id !== sender.id);
  return rest.length === typists.length ? typing : withEntry(typing, conversation_id, rest);
}

function foldTyping(state: DeskState, payload: TypingPayload, at_ms: number | undefined): DeskState {
  const { conversation, user, is_private } = payload;
  const { id, type, name } = user;
  const others = (state.typing.get(conversation.id) ?? []).filter(
    (typist) => typist.type !== type || typist.id !== id,
  );
  const typist: Typist[] = at_ms === undefined ? [] : [{ type, id, name, is_private, at_ms }];
  return { ...state, typing: withEntry(state.typing, conversation.id, [...others, ...typist]) };
}
