import type { Client } from '@porchlight/client/sdk';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import type { SatisfactionSearch } from './search.ts';

export type Rated = Awaited<ReturnType<Client['csatResponses']['list']>>[number];
export type Metrics = Awaited<ReturnType<Client['csatResponses']['metrics']>>;

export const PAGE_SIZE = 25;
const DAY = 86_400;
const HOUR_MS = 3_600_000;

/** The days that are looked at unless somebody chooses others. */
export const USUAL_DAYS = 30;

/** The filters as the desk takes them. The end is a full hour, so that pages of one list stay the same list. */
export function filtersOf(
  account_id: number,
  { days = USUAL_DAYS, inbox_id, user_id, rating }: SatisfactionSearch,
) {
  const until = Math.ceil(Date.now() / HOUR_MS) * (HOUR_MS / 1000);
  return {
    account_id,
    since: until - days * DAY,
    until,
    ...(inbox_id === undefined ? {} : { inbox_id }),
    ...(user_id === undefined ? {} : { user_ids: [user_id] }),
    ...(rating === undefined ? {} : { rating }),
  };
}

const keyOf = (account_id: number, what: string, search: SatisfactionSearch) => [
  'account',
  account_id,
  'satisfaction',
  what,
  search,
];

export const ratedQuery = (account_id: number, search: SatisfactionSearch) =>
  queryOptions({
    queryKey: keyOf(account_id, 'list', search),
    queryFn: ({ signal }): Promise<Rated[]> =>
      ask((desk) =>
        desk.csatResponses.list({ ...filtersOf(account_id, search), page: search.page ?? 1 }, { signal }),
      ),
    placeholderData: keepPreviousData,
  });

export const metricsQuery = (account_id: number, { page: _page, ...search }: SatisfactionSearch) =>
  queryOptions({
    queryKey: keyOf(account_id, 'metrics', search),
    queryFn: ({ signal }): Promise<Metrics> =>
      ask((desk) => desk.csatResponses.metrics(filtersOf(account_id, search), { signal })),
    placeholderData: keepPreviousData,
  });
