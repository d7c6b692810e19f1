import type { Contact } from '@porchlight/contract/contacts';
import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { Conversation } from '@porchlight/contract/conversations';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from '../app/ask.ts';
import { isEnough, numberIn } from './place.ts';

const FRESH_MS = 30_000;
const FORGOTTEN_MS = 5 * 60_000;
const CUSTOMERS_MAX = 3;
/** As many conversations as the desk gives at once. */
const PAGE_SIZE = 25;

/** Results are of the moment; going back to them shows them at once. */
const OF_THE_MOMENT = { staleTime: FRESH_MS, gcTime: FORGOTTEN_MS, placeholderData: keepPreviousData };

const keyOf = (account_id: number, what: string) => ['account', account_id, 'search', what];

/** Contacts by part of what they can be told apart by, those who were active last first. */
export const contactsFound = (account_id: number, q: string) =>
  infiniteQueryOptions({
    ...OF_THE_MOMENT,
    queryKey: [...keyOf(account_id, 'contacts'), q],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = {
        account_id,
        q,
        page: pageParam,
        sort: '-last_activity_at',
        include_contact_inboxes: false,
      };
      const { payload, meta } = await ask((desk) => desk.contacts.search(wanted, { signal }));
      return { rows: payload, total: meta.count ?? payload.length };
    },
    initialPageParam: 1,
    getNextPageParam: pageAfter,
    enabled: isEnough(q),
  });

/** Conversations in which it was said, with the messages that say it. */
export const saidFound = (account_id: number, q: string) =>
  infiniteQueryOptions({
    ...OF_THE_MOMENT,
    queryKey: [...keyOf(account_id, 'said'), q],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = { account_id, q, page: pageParam };
      const { payload, meta } = await ask((desk) => desk.conversationSearch.search(wanted, { signal }));
      return { rows: payload, total: meta.all_count };
    },
    initialPageParam: 1,
    getNextPageParam: pageAfter,
    enabled: isEnough(q),
  });

interface FoundPage {
  rows: readonly unknown[];
  total: number;
}

function pageAfter(last: FoundPage, pages: readonly FoundPage[]): number | undefined {
  const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  return read < last.total && last.rows.length > 0 ? pages.length + 1 : undefined;
}

/** The conversation of that number. */
export function numberedFound(account_id: number, q: string) {
  const number = numberIn(q);
  return queryOptions({
    ...OF_THE_MOMENT,
    queryKey: [...keyOf(account_id, 'numbered'), number ?? 0],
    queryFn: async ({ signal }): Promise<Conversation[]> => {
      if (number === undefined) return [];
      const payload = [{ attribute_key: 'display_id', filter_operator: 'equal_to', values: [number] }];
      const wanted = { account_id, payload, page: 1 };
      return (await ask((desk) => desk.conversationSearch.filter(wanted, { signal }))).payload;
    },
  });
}

/** The statuses of these conversations, which the search does not tell. */
export const statusesFound = (account_id: number, ids: readonly number[]) =>
  queryOptions({
    ...OF_THE_MOMENT,
    queryKey: [...keyOf(account_id, 'statuses'), ...ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, ConversationStatus>> => {
      const statuses = new Map<number, ConversationStatus>();
      for (let index = 0; index < ids.length; index += PAGE_SIZE) {
        const values = ids.slice(index, index + PAGE_SIZE);
        const payload = [{ attribute_key: 'display_id', filter_operator: 'equal_to', values }];
        const found = await ask((desk) =>
          desk.conversationSearch.filter({ account_id, payload, page: 1 }, { signal }),
        );
        for (const { id, status } of found.payload) statuses.set(id, status);
      }
      return statuses;
    },
  });

/** The latest conversations of the first of these contacts: whoever types a name often wants what they wrote. */
export function ofCustomersFound(account_id: number, contacts: readonly Contact[]) {
  const ids = contacts.slice(0, CUSTOMERS_MAX).map(({ id }) => id);
  return queryOptions({
    ...OF_THE_MOMENT,
    queryKey: [...keyOf(account_id, 'ofCustomers'), ...ids],
    queryFn: async ({ signal }): Promise<Conversation[]> => {
      const answers = await Promise.all(
        ids.map((contact_id) =>
          ask((desk) => desk.contactConversations.list({ account_id, contact_id }, { signal })),
        ),
      );
      return answers.flatMap(({ payload }) => payload);
    },
  });
}

/** Whether there are contacts whose conversations are not asked for. */
export const hasMoreCustomers = (total: number) => total > CUSTOMERS_MAX;
