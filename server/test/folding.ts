import { type DeskState, emptyDesk } from '@porchlight/client/state/desk';
import { loadContacts, loadConversations, loadMessages, openThread } from '@porchlight/client/state/load';
import type { Contact } from '@porchlight/contract/contacts';
import type { Conversation } from '@porchlight/contract/conversations';
import type { Message } from '@porchlight/contract/messages';

/** Asks for what lies at a path of the account, such as `/conversations/1/messages`. */
export type Ask = <Answer>(path: string) => Promise<Answer>;

/** Everything that a client can know of an account, read anew by requests. */
export async function readDesk(ask: Ask, account_id: number): Promise<DeskState> {
  const rows = await allPages((page) => listConversations(ask, page));
  let state = loadConversations(emptyDesk(account_id), rows, 0);
  for (const { id } of rows) state = await readThread(ask, openThread(state, id), id);
  const contacts = await allPages(async (page) => {
    const { payload } = await ask<{ payload: Contact[] }>(
      `/contacts?page=${page}&include_contact_inboxes=false`,
    );
    return payload;
  });
  return loadContacts(state, contacts, 0);
}

async function listConversations(ask: Ask, page: number): Promise<Conversation[]> {
  const path = `/conversations?status=all&sort_by=created_at_asc&page=${page}`;
  const { data } = await ask<{ data: { payload: Conversation[] } }>(path);
  return data.payload;
}

async function allPages<Row>(read: (page: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const found = await read(page);
    rows.push(...found);
    if (found.length === 0) return rows;
  }
}

/** The state with the newest page of a thread, asked for now. */
export async function readThread(ask: Ask, state: DeskState, id: number): Promise<DeskState> {
  const asked_at = state.version;
  const { payload } = await ask<{ payload: Message[] }>(`/conversations/${id}/messages`);
  return loadMessages(state, id, { messages: payload, has_older: payload.length >= 20 }, asked_at);
}

const NEWEST = 20;

/**
 * What two states of the same account must have in common: every record, but not when an event changed it, nor the
 * names that writers give their messages, which are told once.
 */
export function comparable({ conversations, threads, contacts }: DeskState) {
  const messages = [...threads].map(([id, thread]) => [id, thread.messages.slice(-NEWEST)] as const);
  return JSON.parse(
    JSON.stringify({
      conversations: byId(conversations),
      threads: byId(new Map(messages)),
      contacts: byId(contacts),
    }),
    (key, value) => (key === 'version' || key === 'echo_id' ? undefined : value),
  );
}

const byId = (map: ReadonlyMap<number, unknown>) =>
  Object.fromEntries([...map].sort(([one], [other]) => one - other));
