import { type DeskState, TYPING_MS } from '@porchlight/client/state/desk';
import { loadMessages } from '@porchlight/client/state/load';
import type { Message } from '@porchlight/contract/messages';

/** The state without those who stopped typing and did not say so. */
export function expireTyping(state: DeskState, now_ms: number): DeskState {
  let isChanged = false;
  const typing = new Map(state.typing);
  for (const [id, typists] of state.typing) {
    const rest = typists.filter(({ at_ms }) => now_ms - at_ms < TYPING_MS);
    if (rest.length === typists.length) continue;
    isChanged = true;
    if (rest.length > 0) typing.set(id, rest);
    else typing.delete(id);
  }
  return isChanged ? { ...state, typing } : state;
}

/** The state without a conversation that events told of and that is not there for us. */
export function forgetUnknown(state: DeskState, id: number): DeskState {
  if (!state.unknown.has(id)) return state;
  return { ...state, unknown: new Set([...state.unknown].filter((each) => each !== id)) };
}

/** The state with a message that was sent from here, asked for at version `asked_at`, where its thread is open. */
export function keepSent(state: DeskState, message: Message, asked_at: number): DeskState {
  const thread = state.threads.get(message.conversation_id);
  // A thread without messages waits for its first page, which brings this one too.
  if (!thread || thread.messages.length === 0) return state;
  const page = { messages: [message], has_older: false };
  const loaded = loadMessages(state, message.conversation_id, page, asked_at);
  const kept = loaded.threads.get(message.conversation_id);
  if (!kept || kept.has_older === thread.has_older) return loaded;
  const threads = new Map(loaded.threads).set(message.conversation_id, {
    ...kept,
    has_older: thread.has_older,
  });
  return { ...loaded, threads };
}
