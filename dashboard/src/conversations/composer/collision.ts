import type { DeskState, MessageState } from '@porchlight/client/state/desk';
import type { Beginning, Draft } from './draft.ts';

const OUTGOING = 1;

/** What a colleague has answered the customer since a reply was begun: the newest of it. */
export function answerSince(
  messages: readonly MessageState[],
  { begun_after_id, begun_at }: Beginning,
  me_id: number,
): MessageState | undefined {
  return messages.findLast(
    (message) =>
      message.message_type === OUTGOING &&
      !message.private &&
      message.sender?.type === 'user' &&
      message.sender.id !== me_id &&
      message.content_attributes.deleted !== true &&
      (begun_after_id > 0 ? message.id > begun_after_id : message.created_at > begun_at),
  );
}

/** What a colleague has answered since the draft was begun. */
export function answerIn(state: DeskState, conversation_id: number, draft: Draft, me_id: number) {
  const said = state.conversations.get(conversation_id)?.last_message;
  const messages = state.threads.get(conversation_id)?.messages ?? [];
  return answerSince(said ? [said, ...messages] : messages, draft, me_id);
}
