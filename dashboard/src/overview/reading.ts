import { loadConversations } from '@porchlight/client/state/load';
import type { Conversation } from '@porchlight/contract/conversations';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../app/ask.ts';
import type { Live } from '../app/live/live.ts';
import { conditionsOf, type Narrowing } from './narrowing.ts';

const MINUTE_MS = 60_000;

/** What the desk told of how it stands. */
export interface Reading {
  open: number;
  unassigned: number;
  unattended: number;
  pending: number;
  snoozed: number;
  /** The conversations that wait, the longest first, as far as the desk gives them at once. */
  waiting: readonly Conversation[];
}

const keyOf = (account_id: number) => ['account', account_id, 'overview'];

/** How the desk stands, in numbers and by who waits. */
export const readingQuery = ({ account_id, store }: Live, narrowing: Narrowing) =>
  queryOptions({
    queryKey: [...keyOf(account_id), 'reading', narrowing.inbox_id ?? 0, narrowing.team_id ?? 0],
    queryFn: async ({ signal }): Promise<Reading> => {
      const asked_at = store.get().version;
      const wanted = { account_id, ...narrowing, page: 1 };
      const count = async (filter: object) =>
        (await ask((desk) => desk.conversations.meta({ ...wanted, ...filter }, { signal }))).meta.all_count;
      const [{ data }, unattended, pending, snoozed] = await Promise.all([
        ask((desk) =>
          desk.conversations.list({ ...wanted, status: 'open', sort_by: 'waiting_since_asc' }, { signal }),
        ),
        count({ status: 'open', conversation_type: 'unattended' }),
        count({ status: 'pending' }),
        count({ status: 'snoozed' }),
      ]);
      store.change((state) => loadConversations(state, data.payload, asked_at));
      const { all_count: open, unassigned_count: unassigned } = data.meta;
      const waiting = data.payload.filter(({ waiting_since }) => waiting_since > 0);
      return { open, unassigned, unattended, pending, snoozed, waiting };
    },
    staleTime: MINUTE_MS,
    gcTime: 5 * MINUTE_MS,
    refetchInterval: MINUTE_MS,
    refetchOnWindowFocus: true,
  });

/** So far behind the last page that the desk counts and sends no rows. */
const PAGE_WITHOUT_ROWS = 1_000_000;
const AT_ONCE = 4;
/** Where the key of the question has it. */
const NARROWING = 4;

/** How many open conversations each of these agents has. */
export const loadsQuery = (account_id: number, narrowing: Narrowing, agent_ids: readonly number[]) =>
  queryOptions({
    queryKey: [...keyOf(account_id), 'loads', narrowing, agent_ids] as const,
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, number>> => {
      const loads = new Map<number, number>();
      const read = async (agent_id: number) => {
        const wanted = { account_id, payload: conditionsOf(agent_id, narrowing), page: PAGE_WITHOUT_ROWS };
        const { meta } = await ask((desk) => desk.conversationSearch.filter(wanted, { signal }));
        loads.set(agent_id, meta.all_count);
      };
      // The rest of the page asks too, and browsers ask only so much at a time.
      for (let index = 0; index < agent_ids.length; index += AT_ONCE)
        await Promise.all(agent_ids.slice(index, index + AT_ONCE).map(read));
      return loads;
    },
    staleTime: MINUTE_MS,
    gcTime: 5 * MINUTE_MS,
    refetchInterval: MINUTE_MS,
    refetchOnWindowFocus: true,
    // Somebody who comes is no reason to take the numbers of the others away; another narrowing is.
    placeholderData: (before, query) =>
      JSON.stringify(query?.queryKey[NARROWING]) === JSON.stringify(narrowing) ? before : undefined,
  });
