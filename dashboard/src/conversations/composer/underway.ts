import type { DeskState } from '@porchlight/client/state/desk';
import type { Live } from '../../app/live/live.ts';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';
import type { Draft, Mode } from './draft.ts';
import { heldIn } from './held.ts';
import { beginningIn, draftsOf } from './open-drafts.ts';

/** What becomes of a message that is on its way. */
interface Sent {
  conversation_id: number;
  mode: Mode;
  draft: Draft;
  may_resolve: boolean;
  /** Takes the offer to undo away. */
  hide(): void;
}

/** What went to the outbox and is not confirmed yet, by its name there. */
export const underway = new Map<string, Sent>();

/** Takes back what was sent last, if it is still here. Answers its conversation. */
export function undoSend(live: Live): number | undefined {
  const last = heldIn(live).at(-1);
  return last && takeBack(live, last.echo_id);
}

/** Puts something that is not at the desk back into the composer: to undo it, or to change what failed. */
export function takeBack(live: Live, echo_id: string): number | undefined {
  const mode = live.outbox.get().find((entry) => entry.echo_id === echo_id)?.private ? 'note' : 'reply';
  const conversation_id = bringBack(live, echo_id);
  if (conversation_id !== undefined) draftsOf(live).choose(conversation_id, mode);
  return conversation_id;
}

/** The same where nobody asked for it: whoever writes a note meanwhile goes on writing a note. */
export function bringBack(live: Live, echo_id: string): number | undefined {
  const taken = takeOut(live, echo_id);
  if (!taken) return undefined;
  const { entry, sent } = taken;
  const { conversation_id } = entry;
  const draft = sent?.draft ?? draftOf(entry, live.store.get());
  // What stopped it counts as unseen, whatever the clock of this browser says.
  const begun = entry.is_answered ? { begun_at: 0 } : {};
  draftsOf(live).putBack(conversation_id, entry.private ? 'note' : 'reply', { ...draft, ...begun });
  return conversation_id;
}

/** Throws away something that is not at the desk. */
export function discard(live: Live, echo_id: string) {
  takeOut(live, echo_id);
}

function takeOut(live: Live, echo_id: string) {
  const sent = underway.get(echo_id);
  // First, or its leaving the outbox would be taken for its arrival.
  underway.delete(echo_id);
  const entry = live.outbox.takeBack(echo_id);
  if (!entry && sent) underway.set(echo_id, sent);
  if (!entry) return undefined;
  sent?.hide();
  return { entry, sent };
}

// After a reload the outbox alone tells what was written.
const draftOf = (entry: OutboxEntry, state: DeskState): Draft => ({
  content: entry.content,
  files: entry.files ?? [],
  mentions: [],
  in_reply_to:
    typeof entry.content_attributes?.in_reply_to === 'number'
      ? entry.content_attributes.in_reply_to
      : undefined,
  ...beginningIn(state, entry.conversation_id),
  ...(entry.last_seen_message_id === undefined ? {} : { begun_after_id: entry.last_seen_message_id }),
});
