import type { Contact } from '@porchlight/contract/contacts';
import type { Conversation } from '@porchlight/contract/conversations';
import type { FullMessage, Message } from '@porchlight/contract/messages';
import type { ContactPush } from '@porchlight/contract/people';
import type { ContactState, DeskState, MessageState, Thread } from './desk.ts';
import { withEntry, withoutEntry } from './maps.ts';
import { contactOfMessage, contactState, conversationState, messageState } from './records.ts';

/*
 * What requests bring. Each is handed over with the version of the state at which it was asked: a record that an event
 * changed since then is newer than the answer, which does not count for it.
 */

/** The state with conversations that were asked for at version `asked_at`, and with their contacts. */
export function loadConversations(
  state: DeskState,
  rows: readonly Conversation[],
  asked_at: number,
): DeskState {
  const conversations = new Map(state.conversations);
  const unknown = new Set(state.unknown);
  for (const row of rows) {
    unknown.delete(row.id);
    const since = state.conversations.get(row.id)?.version ?? state.gone.get(`conversation ${row.id}`) ?? 0;
    if (since <= asked_at) conversations.set(row.id, conversationState(row));
  }
  const senders = rows.map(({ meta }) => meta.sender);
  return { ...loadContacts(state, senders, asked_at), conversations, unknown };
}

/** The state with contacts that were asked for at version `asked_at`. */
export function loadContacts(
  state: DeskState,
  rows: readonly (Contact | ContactPush)[],
  asked_at: number,
): DeskState {
  return keepContacts(
    state,
    rows.map((row) => contactState(row)),
    asked_at,
  );
}

function keepContacts(state: DeskState, rows: readonly ContactState[], asked_at: number): DeskState {
  const contacts = new Map(state.contacts);
  for (const row of rows) {
    const since = state.contacts.get(row.id)?.version ?? state.gone.get(`contact ${row.id}`) ?? 0;
    if (since <= asked_at) contacts.set(row.id, row);
  }
  return { ...state, contacts };
}

/** Messages of one conversation that follow each other, oldest first. */
export interface LoadedPage {
  messages: readonly (Message | FullMessage)[];
  /** Whether there are older ones than those of the page. */
  has_older: boolean;
}

/** The state in which messages of the conversation are kept as they come: to be said before the first page is asked for. */
export function openThread(state: DeskState, conversation_id: number): DeskState {
  if (state.threads.has(conversation_id)) return state;
  const thread: Thread = { messages: [], has_older: true };
  return { ...state, threads: withEntry(state.threads, conversation_id, thread) };
}

/**
 * The state with a page of messages, asked for at version `asked_at`: the newest ones, or those before the first that is
 * here. Where a newest page does not reach the messages that were here, these go.
 */
export function loadMessages(
  state: DeskState,
  conversation_id: number,
  page: LoadedPage,
  asked_at: number,
): DeskState {
  const thread = state.threads.get(conversation_id) ?? { messages: [], has_older: true };
  const writers = page.messages.flatMap((message) => contactOfMessage(message) ?? []);
  return {
    ...keepContacts(state, writers, asked_at),
    threads: withEntry(state.threads, conversation_id, withPage(thread, page, asked_at)),
  };
}

function withPage(thread: Thread, page: LoadedPage, asked_at: number): Thread {
  const loaded = page.messages.map((message) => messageState(message));
  const [first] = loaded;
  if (!first) return { ...thread, has_older: page.has_older };
  const last_here = thread.messages.at(-1);
  const has_hole = last_here !== undefined && first.id > last_here.id && page.has_older;
  const here = has_hole ? [] : thread.messages;
  const first_here = here[0];
  const reaches_back = first_here === undefined || first.id <= first_here.id;
  return {
    messages: merge(here, loaded, asked_at),
    has_older: reaches_back ? page.has_older : thread.has_older,
  };
}

function merge(here: readonly MessageState[], loaded: readonly MessageState[], asked_at: number) {
  const byId = new Map(here.map((message) => [message.id, message]));
  for (const message of loaded) {
    const known = byId.get(message.id);
    if (known && known.version > asked_at) continue;
    byId.set(message.id, known?.echo_id === undefined ? message : { ...message, echo_id: known.echo_id });
  }
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

/** The state without a thread, as when events were missed and it has to be read again. */
export function forgetThread(state: DeskState, conversation_id: number): DeskState {
  return { ...state, threads: withoutEntry(state.threads, conversation_id) };
}

/** The state with the conversations of these inboxes alone, as when an inbox is gone or the user left it. */
export function keepInboxes(state: DeskState, inbox_ids: readonly number[]): DeskState {
  const kept = new Set(inbox_ids);
  const gone = [...state.conversations.values()].filter(({ inbox_id }) => !kept.has(inbox_id));
  if (gone.length === 0) return state;
  const ids = new Set(gone.map(({ id }) => id));
  const withoutGone = <Value>(map: ReadonlyMap<number, Value>) =>
    new Map([...map].filter(([id]) => !ids.has(id)));
  return {
    ...state,
    conversations: withoutGone(state.conversations),
    threads: withoutGone(state.threads),
    typing: withoutGone(state.typing),
  };
}
