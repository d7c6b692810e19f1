import { loadConversations, loadMessages, openThread } from '@porchlight/client/state/load';
import { ask } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';

/** As many messages as the desk gives at once; fewer mean that there are no older ones. */
const PAGE_SIZE = 20;
/** As many as it gives between two messages. */
const BETWEEN_MAX = 1000;

/** When threads were read last, counted in times that events may have been missed since. */
const read_at = new WeakMap<Live, Map<number, number>>();

const threadOf = ({ store }: Live, id: number) => store.get().threads.get(id);

/** Reads the conversation and its newest messages, unless both are here and nothing of them was missed. */
export async function readThread(live: Live, id: number): Promise<void> {
  const gaps = live.gaps.get();
  const marks = read_at.get(live) ?? new Map<number, number>();
  read_at.set(live, marks);
  const isHere = (threadOf(live, id)?.messages.length ?? 0) > 0;
  // What was read ahead after the last gap is as fresh as what the socket brought.
  const isFresh = isHere && marks.get(id) === gaps;
  const isKnown = live.store.get().conversations.has(id);
  await Promise.all([
    isFresh ? undefined : readNewest(live, id),
    isKnown && isFresh ? undefined : readConversation(live, id),
  ]);
  marks.set(id, gaps);
}

/** Reads the newest messages, whatever is here. */
export async function readNewest({ account_id, store }: Live, conversation_id: number) {
  store.change((state) => openThread(state, conversation_id));
  const asked_at = store.get().version;
  const { payload } = await ask((desk) => desk.messages.list({ account_id, conversation_id }));
  const page = { messages: payload, has_older: payload.length >= PAGE_SIZE };
  store.change((state) => loadMessages(state, conversation_id, page, asked_at));
}

async function readConversation({ account_id, store }: Live, id: number) {
  const asked_at = store.get().version;
  const conversation = await ask((desk) => desk.conversations.show({ account_id, id }));
  store.change((state) => loadConversations(state, [conversation], asked_at));
}

/** Reads the page before the first message that is here. */
export async function readOlder(live: Live, conversation_id: number): Promise<void> {
  const { account_id, store } = live;
  const before = threadOf(live, conversation_id)?.messages[0]?.id;
  if (before === undefined) return;
  const asked_at = store.get().version;
  const { payload } = await ask((desk) => desk.messages.list({ account_id, conversation_id, before }));
  const page = { messages: payload, has_older: payload.length >= PAGE_SIZE };
  store.change((state) => loadMessages(state, conversation_id, page, asked_at));
}

/** Reads back to a message that is further up. Answers whether it is here then. */
export async function readBackTo(live: Live, conversation_id: number, message_id: number): Promise<boolean> {
  const isHere = () => threadOf(live, conversation_id)?.messages.some(({ id }) => id === message_id) ?? false;
  const { account_id, store } = live;
  const first = threadOf(live, conversation_id)?.messages[0]?.id;
  if (isHere() || first === undefined || message_id > first) return isHere();
  const asked_at = store.get().version;
  const { payload } = await ask((desk) =>
    desk.messages.list({ account_id, conversation_id, after: message_id, before: first }),
  );
  // More than the desk gives at once would leave a hole, so pages are read one after the other.
  if (payload.length >= BETWEEN_MAX) return readPagesBackTo(live, conversation_id, isHere);
  store.change((state) =>
    loadMessages(state, conversation_id, { messages: payload, has_older: true }, asked_at),
  );
  await readOlder(live, conversation_id);
  return isHere();
}

async function readPagesBackTo(live: Live, conversation_id: number, isHere: () => boolean) {
  while (!isHere() && threadOf(live, conversation_id)?.has_older) await readOlder(live, conversation_id);
  return isHere();
}
