import { computed, signal } from '@preact/signals';
import { channel } from '../page.ts';
import { ask } from '../wire/ask.ts';
import type { Conversation, ConversationStatus, Message, Person } from '../wire/shapes.ts';
import { owner, token } from './visitor.ts';

/** The visitor's conversations, the newest activity first. */
export const conversations = signal<readonly Conversation[]>([]);

export const isEnded = ({ status }: Pick<Conversation, 'status'>) => status === 'resolved';
/** The one that goes on, if there is one. */
export const current = computed(() => conversations.value.find((each) => !isEnded(each)));
export const unread_count = computed(() =>
  conversations.value.reduce((sum, each) => sum + each.unread_count, 0),
);

export const findConversation = (id: number | 'new') => conversations.value.find((each) => each.id === id);

/** Whether nothing more can be said in it. */
export const isClosed = (conversation: Conversation | undefined) =>
  conversation !== undefined && isEnded(conversation) && !channel.allowMessagesAfterResolved;

export async function loadConversations() {
  if (!token.value) return;
  const asked = owner();
  const before = new Set(conversations.value.map(({ id }) => id));
  const { payload } = await ask<{ payload: Conversation[] }>('GET', 'conversations/list');
  if (owner() !== asked) return;
  const listed = new Set(payload.map(({ id }) => id));
  // What came while the list was on its way is newer than the list.
  const begun = conversations.value.filter(({ id }) => !before.has(id) && !listed.has(id));
  set([...begun, ...payload.map((each) => newest(each, findConversation(each.id)))]);
}

function newest(listed: Conversation, known: Conversation | undefined): Conversation {
  const isBehind = known && (known.last_message?.id ?? 0) > (listed.last_message?.id ?? 0);
  return isBehind ? known : { ...listed, agent_last_seen_at: known?.agent_last_seen_at };
}

export const forgetConversations = () => set([]);

function set(list: readonly Conversation[]) {
  conversations.value = list.toSorted((one, other) => other.last_activity_at - one.last_activity_at);
}

/** A conversation that just began, or that the socket tells of before the list was read. */
export function noteConversation(id: number, change: Partial<Conversation>) {
  const known = findConversation(id);
  const now = Math.floor(Date.now() / 1000);
  const fresh: Conversation = {
    id,
    status: 'open',
    contact_last_seen_at: now,
    unread_count: 0,
    created_at: now,
    last_activity_at: now,
    assignee: null,
    last_message: null,
  };
  const rest = conversations.value.filter((each) => each.id !== id);
  set([...rest, { ...(known ?? fresh), ...change }]);
}

export interface ConversationPush {
  id: number;
  status: ConversationStatus;
  contact_last_seen_at: number;
  agent_last_seen_at?: number;
  last_activity_at: number;
  created_at: number;
  meta?: { assignee?: Person | null };
}

export function noteConversationPush({ meta, ...push }: ConversationPush) {
  noteConversation(push.id, {
    status: push.status,
    agent_last_seen_at: push.agent_last_seen_at,
    last_activity_at: push.last_activity_at,
    assignee: meta?.assignee ?? null,
  });
}

export const isFromDesk = ({ message_type }: Pick<Message, 'message_type'>) =>
  message_type === 1 || message_type === 3;

/** The last message of a conversation, as lists show it. */
export function noteLastMessage(message: Message, isUnread: boolean) {
  const known = findConversation(message.conversation_id);
  const isNewer = !known?.last_message || message.id >= known.last_message.id;
  noteConversation(message.conversation_id, {
    ...(isNewer ? { last_message: message, last_activity_at: message.created_at } : {}),
    unread_count: (known?.unread_count ?? 0) + (isUnread ? 1 : 0),
  });
}

/** The visitor has seen all of it. */
export async function markSeen(id: number) {
  const known = findConversation(id);
  if (!known || (known.unread_count === 0 && known.contact_last_seen_at > 0)) return;
  noteConversation(id, { unread_count: 0, contact_last_seen_at: Math.floor(Date.now() / 1000) });
  // Whether it arrives is seen at the next message: nothing waits for it.
  await ask('POST', 'conversations/update_last_seen', { query: { conversation_id: id }, body: {} }).catch(
    () => {},
  );
}

export async function endConversation(id: number) {
  await ask('GET', 'conversations/toggle_status', { query: { conversation_id: id } });
  noteConversation(id, { status: 'resolved' });
}

export const askForTranscript = (id: number) =>
  ask('POST', 'conversations/transcript', { query: { conversation_id: id }, body: {} });
