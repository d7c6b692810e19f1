import { ask, sentenceOf } from '../../app/ask.ts';
import { departingDesk } from '../../app/departing-desk.ts';
import type { Live } from '../../app/live/live.ts';
import type { User } from '../../app/people.ts';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { readNewest } from '../thread/thread-loading.ts';
import { answerIn } from './collision.ts';
import { heldIn } from './held.ts';
import { bringBack, underway } from './underway.ts';

const watched = new WeakSet<Live>();

/** Looks after what is under way in the account; once for each. */
export function watchSending(live: Live, user: User) {
  if (watched.has(live)) return;
  watched.add(live);
  live.store.subscribe(() => stopAnswered(live, user.id));
  live.outbox.subscribe(() => {
    settle(live);
    bringBackAnswered(live);
  });
  bringBackAnswered(live);
  addEventListener('pagehide', () => sendHeld(live));
}

/** A colleague has answered while a reply was held back: it comes back to be looked at. */
function stopAnswered(live: Live, me_id: number) {
  if (underway.size === 0) return;
  for (const { echo_id, conversation_id } of heldIn(live)) {
    const sent = underway.get(echo_id);
    if (sent?.mode !== 'reply') continue;
    if (!answerIn(live.store.get(), conversation_id, sent.draft, me_id)) continue;
    if (bringBack(live, echo_id) !== undefined) toast(t('thread.stopped'), { tone: 'bad' });
  }
}

/** The desk has refused a reply because a colleague was faster: it comes back, with what they wrote above it. */
function bringBackAnswered(live: Live) {
  for (const { echo_id, is_answered } of live.outbox.get()) {
    const conversation_id = is_answered ? bringBack(live, echo_id) : undefined;
    if (conversation_id === undefined) continue;
    toast(t('thread.stopped'), { tone: 'bad' });
    // The socket may be gone, and with it what it would have told.
    readNewest(live, conversation_id).catch(() => undefined);
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
  const desk = departingDesk();
  if (!desk) return;
  const { account_id } = live;
  for (const entry of heldIn(live)) {
    const { conversation_id, content, content_attributes, echo_id, files, last_seen_message_id } = entry;
    // Files are too large for a page that goes; they wait in the outbox for the next one.
    if (files?.length) continue;
    const extra = content_attributes ? { content_attributes } : {};
    const fields = { account_id, conversation_id, content, echo_id, private: entry.private, ...extra };
    desk.messages.create({ ...fields, last_seen_message_id }).catch(() => undefined);
    live.outbox.handOver(echo_id);
    if (underway.get(echo_id)?.may_resolve)
      desk.conversations
        .toggleStatus({ account_id, id: conversation_id, status: 'resolved' })
        .catch(() => undefined);
  }
}
