import { createClient } from '@porchlight/client/sdk';
import type { DeskState, MessageState } from '@porchlight/client/state/desk';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';
import type { User } from '../../app/people.ts';
import { currentStanding } from '../../app/session.ts';
import { toast, toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { answerSince } from './collision.ts';
import { contentOf, type Draft, isBlank, type Mode } from './draft.ts';
import { beginningIn, draftsOf } from './drafts.ts';
import { heldIn } from './held.ts';
import { signatureOf, undoSeconds } from './settings.ts';

/** How sending went: `answered` when a colleague was faster, and what they wrote. */
export type Outcome = { is: 'sent' | 'blank' } | { is: 'answered'; by: MessageState };

interface Sent {
  conversation_id: number;
  mode: Mode;
  draft: Draft;
  may_resolve: boolean;
  /** Takes the offer to undo away. */
  hide(): void;
}

/** What went to the outbox and is not confirmed yet, by its name there. */
const underway = new Map<string, Sent>();
const watched = new WeakSet<Live>();

interface SendOptions {
  /** Whose it is. */
  user: User;
  /** Resolves the conversation once the message is at the desk. */
  may_resolve?: boolean;
  /** Sends although a colleague has answered. */
  is_sure?: boolean;
}

/**
 * Sends what is written in the conversation, in the mode of the moment. It is held back for as long as the user chose;
 * in that time it can be taken back, and it comes back by itself when a colleague answers.
 */
export function sendDraft(live: Live, conversation_id: number, options: SendOptions): Outcome {
  const { user, may_resolve = false, is_sure = false } = options;
  const drafts = draftsOf(live);
  const { mode, ...texts } = drafts.of(conversation_id);
  const draft = texts[mode];
  if (!draft || isBlank(draft)) return { is: 'blank' };
  const by = mode === 'reply' ? answerIn(live.store.get(), conversation_id, draft, user.id) : undefined;
  if (by && !is_sure) return { is: 'answered', by };
  const hold_ms = mode === 'reply' ? undoSeconds(user.ui_settings) * 1000 : 0;
  watch(live, user);
  const echo_id = live.outbox.write(
    {
      conversation_id,
      content: contentOf(draft, mode, signatureOf(user)),
      private: mode === 'note',
      ...(draft.in_reply_to === undefined ? {} : { content_attributes: { in_reply_to: draft.in_reply_to } }),
      ...(draft.files.length > 0 ? { files: draft.files } : {}),
    },
    hold_ms,
  );
  drafts.drop(conversation_id, mode);
  const hide = hold_ms > 0 ? offerUndo(live, echo_id, hold_ms) : () => undefined;
  const looked_at = is_sure ? beginningIn(live.store.get(), conversation_id) : {};
  underway.set(echo_id, { conversation_id, mode, draft: { ...draft, ...looked_at }, may_resolve, hide });
  return { is: 'sent' };
}

/** What a colleague has answered since the draft was begun. */
export function answerIn(state: DeskState, conversation_id: number, draft: Draft, me_id: number) {
  const said = state.conversations.get(conversation_id)?.last_message;
  const messages = state.threads.get(conversation_id)?.messages ?? [];
  return answerSince(said ? [said, ...messages] : messages, draft, me_id);
}

const offerUndo = (live: Live, echo_id: string, hold_ms: number) =>
  toastWithUndo(t('thread.sending'), () => takeBack(live, echo_id), { shown_ms: hold_ms });

/** Takes back what was sent last, if it is still here. Answers its conversation. */
export function undoSend(live: Live): number | undefined {
  const last = heldIn(live).at(-1);
  return last && takeBack(live, last.echo_id);
}

/** Puts something that is not at the desk back into the composer: to undo it, or to change what failed. */
export function takeBack(live: Live, echo_id: string): number | undefined {
  const taken = takeOut(live, echo_id);
  if (!taken) return undefined;
  const { entry, sent } = taken;
  const { conversation_id } = entry;
  const draft = sent?.draft ?? draftOf(entry, live.store.get());
  draftsOf(live).putBack(conversation_id, entry.private ? 'note' : 'reply', draft);
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
});

/** Looks after what is under way in the account; once for each. */
function watch(live: Live, user: User) {
  if (watched.has(live)) return;
  watched.add(live);
  live.store.subscribe(() => stopAnswered(live, user.id));
  live.outbox.subscribe(() => settle(live));
  addEventListener('pagehide', () => sendHeld(live));
}

/** A colleague has answered while a reply was held back: it comes back to be looked at. */
function stopAnswered(live: Live, me_id: number) {
  if (underway.size === 0) return;
  for (const { echo_id, conversation_id } of heldIn(live)) {
    const sent = underway.get(echo_id);
    if (sent?.mode !== 'reply') continue;
    if (!answerIn(live.store.get(), conversation_id, sent.draft, me_id)) continue;
    if (takeBack(live, echo_id) !== undefined) toast(t('thread.stopped'), { tone: 'bad' });
  }
}

/** Does what was to follow once a message is at the desk. */
function settle(live: Live) {
  const left = new Set(live.outbox.get().map(({ echo_id }) => echo_id));
  for (const [echo_id, { conversation_id, may_resolve }] of underway) {
    // What was taken back is not under way any more, so this one arrived.
    if (left.has(echo_id)) continue;
    underway.delete(echo_id);
    if (may_resolve) void resolve(live, conversation_id);
  }
}

async function resolve({ account_id }: Live, id: number) {
  try {
    await ask((desk) => desk.conversations.toggleStatus({ account_id, id, status: 'resolved' }));
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}

/** The page closes: what is held back goes out now. Its name keeps the desk from taking it twice. */
function sendHeld(live: Live) {
  const standing = currentStanding();
  if (standing.is !== 'signed_in') return;
  const desk = createClient({
    base_url: '',
    session: standing.session,
    fetch: (address, init) => fetch(address, { ...init, keepalive: true }),
  });
  const { account_id } = live;
  for (const { conversation_id, content, content_attributes, echo_id, files, ...entry } of heldIn(live)) {
    // Files are too large for a page that goes; they wait in the outbox for the next one.
    if (files?.length) continue;
    const extra = content_attributes ? { content_attributes } : {};
    const fields = { account_id, conversation_id, content, echo_id, private: entry.private, ...extra };
    desk.messages.create(fields).catch(() => undefined);
    if (underway.get(echo_id)?.may_resolve)
      desk.conversations
        .toggleStatus({ account_id, id: conversation_id, status: 'resolved' })
        .catch(() => undefined);
  }
}
