import type { Client } from '@porchlight/client/sdk';
import { loadContacts } from '@porchlight/client/state/load';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from '../app/ask.ts';
import type { Live } from '../app/live/live.ts';
import { queryClient } from '../app/query-client.ts';
import { askable } from '../filters/values.ts';
import { type ContactsSearch, USUAL_SORT } from './search.ts';

type Answer = Awaited<ReturnType<Client['contacts']['list']>>;
/** A contact as requests show it. */
export type ContactRecord = Answer['payload'][number];
export type Note = Awaited<ReturnType<Client['contactNotes']['list']>>[number];
export type PastConversation = Awaited<ReturnType<Client['contactConversations']['list']>>['payload'][number];
export type Way = Awaited<ReturnType<Client['contactInboxes']['contactable']>>['payload'][number];

/** How many the desk lists at once. */
export const PAGE_SIZE = 15;

const keyOf = (account_id: number, ...rest: readonly unknown[]) => [
  'account',
  account_id,
  'contacts',
  ...rest,
];

/** A page of the list; its contacts are kept fresh by the socket from then on. */
export const contactsQuery = (live: Live, search: ContactsSearch) =>
  queryOptions({
    queryKey: keyOf(live.account_id, 'list', search),
    queryFn: async ({ signal }) => {
      const asked_at = live.store.get().version;
      const { meta, payload } = await askPage(live.account_id, search, signal);
      live.store.change((state) => loadContacts(state, payload, asked_at));
      return { count: meta.count ?? payload.length, rows: payload };
    },
    // Events tell of contacts, not of who is on which page.
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

function askPage(account_id: number, search: ContactsSearch, signal: AbortSignal): Promise<Answer> {
  const { filter, online, label, search: q, page = 1, sort = USUAL_SORT } = search;
  const wanted = { account_id, page, sort, include_contact_inboxes: false };
  const labels = label === undefined ? {} : { labels: [label] };
  return ask((desk) => {
    if (filter) return desk.contacts.filter({ ...wanted, payload: askable(filter) }, { signal });
    if (online) return desk.contacts.active(wanted, { signal });
    if (q !== undefined) return desk.contacts.search({ ...wanted, ...labels, q }, { signal });
    return desk.contacts.list({ ...wanted, ...labels }, { signal });
  });
}

/** A contact with all that lists and events leave out. */
export const contactQuery = (live: Live, id: number) =>
  queryOptions({
    queryKey: keyOf(live.account_id, 'one', id),
    queryFn: async ({ signal }): Promise<ContactRecord> => {
      const asked_at = live.store.get().version;
      const { account_id } = live;
      const { payload } = await ask((desk) => desk.contacts.show({ account_id, id }, { signal }));
      live.store.change((state) => loadContacts(state, [payload], asked_at));
      return payload;
    },
    staleTime: 0,
  });

export const contactLabelsQuery = (account_id: number, contact_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'labels', contact_id),
    queryFn: async ({ signal }): Promise<string[]> =>
      (await ask((desk) => desk.contactLabels.list({ account_id, contact_id }, { signal }))).payload,
    staleTime: 0,
  });

/** The inboxes through which the contact can be written to. */
export const waysQuery = (account_id: number, id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'ways', id),
    queryFn: async ({ signal }): Promise<Way[]> =>
      (await ask((desk) => desk.contactInboxes.contactable({ account_id, id }, { signal }))).payload,
  });

// The side panel of a conversation asks the same, under the same key.
export const notesQuery = (account_id: number, contact_id: number) =>
  queryOptions({
    queryKey: ['account', account_id, 'contactNotes', contact_id],
    queryFn: ({ signal }): Promise<Note[]> =>
      ask((desk) => desk.contactNotes.list({ account_id, contact_id }, { signal })),
    staleTime: 0,
  });

export const pastConversationsQuery = (account_id: number, contact_id: number) =>
  queryOptions({
    queryKey: ['account', account_id, 'contactConversations', contact_id],
    queryFn: async ({ signal }): Promise<PastConversation[]> =>
      (await ask((desk) => desk.contactConversations.list({ account_id, contact_id }, { signal }))).payload,
    staleTime: 0,
  });

/** What was read of contacts is no longer so: it is read again where it is shown. */
export const forgetContacts = (account_id: number) =>
  queryClient.invalidateQueries({ queryKey: keyOf(account_id) });
