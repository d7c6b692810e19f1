import type { Contact } from '@porchlight/contract/contacts';
import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { InfiniteData } from '@tanstack/react-query';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sentenceOf } from '../app/ask.ts';
import {
  contactsFound,
  hasMoreCustomers,
  numberedFound,
  ofCustomersFound,
  saidFound,
  statusesFound,
} from './found.ts';
import { isEnough } from './place.ts';
import {
  type ConversationHit,
  type Count,
  countConversations,
  countMessages,
  type MessageHit,
  messagesOf,
  type Read,
  uniteConversations,
} from './results.ts';

/** A group of the results as it stands now. */
export interface FoundGroup<Row> {
  /** Nothing until the desk has answered. */
  rows: readonly Row[] | undefined;
  count: Count | undefined;
  /** What is shown is of what was searched before. */
  isOld: boolean;
  failure: string | undefined;
  retry(): void;
  /** Reads on; nothing where all was read. */
  more: (() => void) | undefined;
  isReadingOn: boolean;
}

/** What was found. */
export interface Found {
  contacts: FoundGroup<Contact>;
  conversations: FoundGroup<ConversationHit>;
  messages: FoundGroup<MessageHit>;
}

type Pages<Row> = InfiniteData<Read<Row>>;

function readOf<Row>({ pages }: Pages<Row>): Read<Row> {
  return { rows: pages.flatMap(({ rows }) => rows), total: pages.at(-1)?.total ?? 0 };
}

const NOTHING: never[] = [];
const NO_STATUSES: ReadonlyMap<number, ConversationStatus> = new Map();

/** What the desk finds for this; what it answers to an earlier question is passed over. */
export function useFound(account_id: number, q: string): Found {
  const contacts = useInfiniteQuery(contactsFound(account_id, q));
  const said = useInfiniteQuery(saidFound(account_id, q));
  const contactsRead = useMemo(() => contacts.data && readOf(contacts.data), [contacts.data]);
  const saidRead = useMemo(() => said.data && readOf(said.data), [said.data]);
  const numbered = useQuery({ ...numberedFound(account_id, q), enabled: isEnough(q) });
  const customers = contactsRead?.rows ?? NOTHING;
  const of_customers = useQuery({
    ...ofCustomersFound(account_id, customers),
    enabled: isEnough(q) && !contacts.isPlaceholderData && customers.length > 0,
  });
  const said_ids = useMemo(() => saidRead?.rows.map(({ id }) => id) ?? NOTHING, [saidRead]);
  const { data: statuses = NO_STATUSES } = useQuery({
    ...statusesFound(account_id, said_ids),
    enabled: said_ids.length > 0 && !said.isPlaceholderData,
  });
  const sources = useMemo(
    () =>
      saidRead && {
        numbered: numbered.data ?? NOTHING,
        of_customers: customers.length > 0 ? (of_customers.data ?? NOTHING) : NOTHING,
        has_more_customers: hasMoreCustomers(contactsRead?.total ?? 0),
        said: saidRead,
        statuses,
      },
    [saidRead, numbered.data, of_customers.data, customers, contactsRead, statuses],
  );
  const standOfSaid = standOf(said);
  const isOld = said.isPlaceholderData || numbered.isPlaceholderData || of_customers.isPlaceholderData;
  return {
    contacts: {
      ...standOf(contacts),
      rows: contactsRead?.rows,
      count: contactsRead && { count: contactsRead.total, is_least: false },
    },
    conversations: {
      ...standOfSaid,
      isOld,
      rows: useMemo(() => sources && uniteConversations(sources), [sources]),
      count: useMemo(() => sources && countConversations(sources), [sources]),
    },
    messages: {
      ...standOfSaid,
      rows: useMemo(() => saidRead && messagesOf(saidRead.rows), [saidRead]),
      count: useMemo(() => saidRead && countMessages(saidRead), [saidRead]),
    },
  };
}

interface Reading {
  error: Error | null;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch(): Promise<unknown>;
  fetchNextPage(): Promise<unknown>;
}

const standOf = (query: Reading) => ({
  isOld: query.isPlaceholderData,
  failure: query.error ? sentenceOf(query.error) : undefined,
  retry: () => void query.refetch(),
  more: query.hasNextPage && !query.isPlaceholderData ? () => void query.fetchNextPage() : undefined,
  isReadingOn: query.isFetchingNextPage,
});
