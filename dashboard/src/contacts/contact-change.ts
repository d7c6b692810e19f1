import type { Client } from '@porchlight/client/sdk';
import type { ContactState, DeskState } from '@porchlight/client/state/desk';
import { loadContacts } from '@porchlight/client/state/load';
import { ask, sentenceOf } from '../app/ask.ts';
import type { Live } from '../app/live/live.ts';
import { queryClient } from '../app/query-client.ts';
import { toast, toastWithUndo } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { type ContactRecord, contactQuery, forgetContacts } from './contact-queries.ts';

export type ContactChanges = Omit<
  Parameters<Client['contacts']['update']>[0],
  'account_id' | 'id' | 'include_contact_inboxes'
>;

/** Asks the desk for something that answers the contact as it is then, and shows it so. */
async function taking(live: Live, act: (desk: Client) => Promise<{ payload: ContactRecord }>) {
  const asked_at = live.store.get().version;
  const { payload } = await ask(act);
  live.store.change((state) => loadContacts(state, [payload], asked_at));
  // Links to inboxes are left out of some answers.
  queryClient.setQueryData(contactQuery(live, payload.id).queryKey, (before) => ({ ...before, ...payload }));
  await queryClient.invalidateQueries({ queryKey: ['account', live.account_id, 'contacts', 'list'] });
}

/** Changes a contact; throws what the desk says against it. */
export const changeContact = (live: Live, id: number, changes: ContactChanges) =>
  taking(live, (desk) =>
    desk.contacts.update({
      account_id: live.account_id,
      id,
      include_contact_inboxes: false,
      ...changes,
    }),
  );

/** Takes a custom attribute off. */
export const removeAttribute = (live: Live, id: number, name: string) =>
  taking(live, (desk) =>
    desk.contacts.removeCustomAttributes({ account_id: live.account_id, id, custom_attributes: [name] }),
  );

export const removePicture = (live: Live, id: number) =>
  taking(live, (desk) => desk.contacts.removeAvatar({ account_id: live.account_id, id }));

/** Deletes a contact for good, with its conversations and notes. */
export async function deleteContact({ account_id }: Live, id: number) {
  await ask((desk) => desk.contacts.delete({ account_id, id }));
  void forgetContacts(account_id);
}

/** The state with a contact changed here, before the desk has confirmed it. */
function patchContact(state: DeskState, id: number, patch: Pick<ContactState, 'blocked'>): DeskState {
  const before = state.contacts.get(id);
  if (!before) return state;
  const version = state.version + 1;
  return { ...state, version, contacts: new Map(state.contacts).set(id, { ...before, ...patch, version }) };
}

/** Shows it at once and tells the desk; what the desk refuses is as it was before. */
async function setBlocked(live: Live, id: number, patch: Pick<ContactState, 'blocked'>): Promise<void> {
  live.store.change((state) => patchContact(state, id, patch));
  try {
    await changeContact(live, id, patch);
  } catch (error) {
    live.store.change((state) => patchContact(state, id, { blocked: !patch.blocked }));
    toast(sentenceOf(error), { tone: 'bad' });
  }
}

/** What a blocked contact writes brings nothing back. */
export function block(live: Live, { id }: Pick<ContactState, 'id'>) {
  void setBlocked(live, id, { blocked: true });
  toastWithUndo(t('contacts.blockedNow'), () => void setBlocked(live, id, { blocked: false }));
}

export function unblock(live: Live, { id }: Pick<ContactState, 'id'>) {
  void setBlocked(live, id, { blocked: false });
  toastWithUndo(t('contacts.unblockedNow'), () => void setBlocked(live, id, { blocked: true }));
}
