import type { MessageState, Thread } from './desk.ts';

/** The thread with the message in its place: instead of the one with its id, or behind all older ones. */
export function putMessage(thread: Thread, message: MessageState): Thread {
  const { messages } = thread;
  const at = placeOf(messages, message.id);
  const found = messages[at];
  // What lies before the first message that is here comes with its page.
  if (found && found.id !== message.id && at === 0 && thread.has_older) return thread;
  const behind = found?.id === message.id ? at + 1 : at;
  const kept = found?.id === message.id ? keepEcho(found, message) : message;
  return { ...thread, messages: [...messages.slice(0, at), kept, ...messages.slice(behind)] };
}

// Only the first telling of a message has the name that its writer gave it.
function keepEcho({ echo_id }: MessageState, message: MessageState): MessageState {
  return message.echo_id === undefined && echo_id !== undefined ? { ...message, echo_id } : message;
}

/** Index of the first message whose id is not below. */
function placeOf(messages: readonly MessageState[], id: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.id ?? id) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
