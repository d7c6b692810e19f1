import type { ConversationState } from '@porchlight/client/state/desk';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { toast, toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { patchConversations } from '../store/patch.ts';
import { leaveSelection, type Target } from './scopes.ts';

/** Blocks the customers of these conversations, which are resolved. */
export const mute = (target: Target) => change(target, true);

/** Lets the customers of these conversations write again. */
export const unmute = (target: Target) => change(target, false);

async function change(target: Target, isMuted: boolean) {
  const { live, conversations } = target;
  const { contacts } = live.store.get();
  const wanted = conversations.filter(({ contact_id }) => contacts.get(contact_id)?.blocked !== isMuted);
  leaveSelection(target);
  try {
    await put(live, wanted, isMuted);
    const said = t(isMuted ? 'conversations.muted' : 'conversations.unmuted', { count: wanted.length });
    toastWithUndo(said, () => void undo(live, wanted, !isMuted));
  } catch (error) {
    takeBack(live, wanted, isMuted);
    throw error;
  }
}

async function undo(live: Live, before: readonly ConversationState[], isMuted: boolean) {
  try {
    await put(live, before, isMuted);
    // Muting has resolved them.
    if (!isMuted)
      for (const { id, status } of before)
        await ask((desk) => desk.conversations.toggleStatus({ account_id: live.account_id, id, status }));
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}

async function put(live: Live, rows: readonly ConversationState[], isMuted: boolean) {
  const { account_id } = live;
  show(live, rows, isMuted);
  for (const { id } of rows)
    await ask((desk) =>
      isMuted ? desk.conversations.mute({ account_id, id }) : desk.conversations.unmute({ account_id, id }),
    );
}

/** Shows them as they were. */
function takeBack({ store }: Live, before: readonly ConversationState[], isMuted: boolean) {
  store.change((state) => {
    const contacts = new Map(state.contacts);
    for (const { contact_id } of before) {
      const contact = contacts.get(contact_id);
      if (contact) contacts.set(contact_id, { ...contact, blocked: !isMuted });
    }
    const patches = before.map(({ id, status, snoozed_until }) => [id, { status, snoozed_until }] as const);
    return patchConversations({ ...state, contacts }, new Map(patches));
  });
}

function show({ store }: Live, rows: readonly ConversationState[], isMuted: boolean) {
  store.change((state) => {
    const contacts = new Map(state.contacts);
    for (const { contact_id } of rows) {
      const contact = contacts.get(contact_id);
      if (contact) contacts.set(contact_id, { ...contact, blocked: isMuted });
    }
    const status = isMuted ? ({ status: 'resolved', snoozed_until: null } as const) : {};
    return patchConversations({ ...state, contacts }, new Map(rows.map(({ id }) => [id, status])));
  });
}
