import { forgetThread, loadMessages, openThread } from '@porchlight/client/state/load';
import { ask } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';

/** As many messages as the desk gives at once; fewer mean that there are no older ones. */
const PAGE_SIZE = 20;
const AT_ONCE = 2;

const underway = new WeakMap<Live, Map<number, Promise<void>>>();

/** Reads the newest messages of conversations that are likely to be opened next, where they are not here yet. */
export async function prefetchThreads(live: Live, ids: readonly number[]) {
  const waiting = ids.filter((id) => !isHere(live, id));
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await prefetchThread(live, id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const isHere = (live: Live, id: number) => (live.store.get().threads.get(id)?.messages.length ?? 0) > 0;

/** The same for one; nothing is told of when it fails, since opening it asks again. */
export function prefetchThread(live: Live, id: number): Promise<void> {
  const asked = underway.get(live) ?? new Map<number, Promise<void>>();
  underway.set(live, asked);
  const already = asked.get(id);
  if (already) return already;
  if (isHere(live, id)) return Promise.resolve();
  const promise = read(live, id).finally(() => asked.delete(id));
  asked.set(id, promise);
  return promise;
}

async function read({ account_id, store }: Live, conversation_id: number) {
  store.change((state) => openThread(state, conversation_id));
  const asked_at = store.get().version;
  try {
    const { payload } = await ask((desk) => desk.messages.list({ account_id, conversation_id }));
    const page = { messages: payload, has_older: payload.length >= PAGE_SIZE };
    store.change((state) => loadMessages(state, conversation_id, page, asked_at));
  } catch {
    const isEmpty = store.get().threads.get(conversation_id)?.messages.length === 0;
    if (isEmpty) store.change((state) => forgetThread(state, conversation_id));
  }
}
