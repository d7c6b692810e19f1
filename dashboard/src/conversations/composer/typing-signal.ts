import { useCallback } from 'react';
import { ask } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { useLive } from '../../app/live/use-live.ts';

/** Those who look on forget a typist after thirty seconds. */
const REPEAT_MS = 12_000;
const IDLE_MS = 4000;

interface Signal {
  is_private: boolean;
  said_at_ms: number;
  timer: ReturnType<typeof setTimeout>;
}

const signals = new Map<string, Signal>();
/** What was told last of each conversation. */
const told = new Map<string, Promise<unknown>>();
const nameOf = ({ account_id }: Live, id: number) => `${account_id} ${id}`;

/** Tells the others in the conversation that somebody types, and that they stopped. */
export function useTypingSignal(conversation_id: number) {
  const live = useLive();
  return useCallback(
    (isWriting: boolean, is_private: boolean) =>
      isWriting ? keepTyping(live, conversation_id, is_private) : stopTyping(live, conversation_id),
    [live, conversation_id],
  );
}

function keepTyping(live: Live, id: number, is_private: boolean) {
  const name = nameOf(live, id);
  const before = signals.get(name);
  if (before) clearTimeout(before.timer);
  const timer = setTimeout(() => stopTyping(live, id), IDLE_MS);
  const now_ms = Date.now();
  const isFresh = before?.is_private === is_private && now_ms - before.said_at_ms < REPEAT_MS;
  // Whoever changes from a reply to a note has stopped writing to the customer.
  if (before && before.is_private !== is_private) tell(live, id, 'off', before.is_private);
  if (!isFresh) tell(live, id, 'on', is_private);
  signals.set(name, { is_private, timer, said_at_ms: isFresh ? before.said_at_ms : now_ms });
}

/** Says that nothing is typed any more, if something was. */
export function stopTyping(live: Live, id: number) {
  const name = nameOf(live, id);
  const before = signals.get(name);
  if (!before) return;
  clearTimeout(before.timer);
  signals.delete(name);
  tell(live, id, 'off', before.is_private);
}

function tell(live: Live, id: number, typing_status: 'on' | 'off', is_private: boolean) {
  const { account_id } = live;
  const name = nameOf(live, id);
  // One that overtook the other would leave it the wrong way round; nobody misses one that did not arrive.
  const telling = (told.get(name) ?? Promise.resolve())
    .then(() => ask((desk) => desk.conversations.toggleTyping({ account_id, id, typing_status, is_private })))
    .catch(() => undefined);
  told.set(name, telling);
}
