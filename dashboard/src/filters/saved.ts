import type { Client } from '@porchlight/client/sdk';
import type { FilterCondition } from '@porchlight/contract/filters';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../app/ask.ts';
import { queryClient } from '../app/query-client.ts';
import { isCondition } from './is-condition.ts';

/** A filter that the reader saved: a folder of conversations, or a segment of contacts. */
export type SavedFilter = Awaited<ReturnType<Client['customFilters']['list']>>[number];
export type SavedKind = Exclude<SavedFilter['filter_type'], 'report'>;

/** Not kept for the next page: no event tells what was saved since, here a moment ago or on another device. */
export const savedFiltersQuery = (account_id: number, kind: SavedKind) =>
  queryOptions({
    queryKey: ['account', account_id, 'savedFilters', kind],
    queryFn: ({ signal }): Promise<SavedFilter[]> =>
      ask((desk) => desk.customFilters.list({ account_id, filter_type: kind }, { signal })),
  });

/** What the reader saved; nothing until it is here. */
export const useSavedFilters = (account_id: number, kind: SavedKind): readonly SavedFilter[] | undefined =>
  useQuery(savedFiltersQuery(account_id, kind)).data;

/** The conditions in a saved filter. */
export const conditionsIn = ({ query: { payload } }: SavedFilter): FilterCondition[] =>
  Array.isArray(payload) ? payload.filter(isCondition) : [];

interface NewFilter {
  account_id: number;
  kind: SavedKind;
  name: string;
  conditions: readonly FilterCondition[];
}

/** Saves conditions under a name. */
export async function saveFilter({ account_id, kind, name, conditions }: NewFilter): Promise<SavedFilter> {
  const query = { payload: conditions };
  const saved = await ask((desk) =>
    desk.customFilters.create({ account_id, name, filter_type: kind, query }),
  );
  await put(account_id, saved, (list) => [...list, saved]);
  return saved;
}

/** Gives a saved filter another name, or other conditions. */
export async function changeFilter(
  account_id: number,
  { id, query }: SavedFilter,
  { name, conditions }: Partial<Pick<NewFilter, 'name' | 'conditions'>>,
) {
  const saved = await ask((desk) =>
    desk.customFilters.update({
      account_id,
      id,
      ...(name === undefined ? {} : { name }),
      ...(conditions === undefined ? {} : { query: { ...query, payload: conditions } }),
    }),
  );
  await put(account_id, saved, (list) => list.map((each) => (each.id === id ? saved : each)));
}

/** Deletes a saved filter; what it lists stays. */
export async function removeFilter(account_id: number, saved: SavedFilter) {
  const { id } = saved;
  await ask((desk) => desk.customFilters.remove({ account_id, id }));
  await put(account_id, saved, (list) => list.filter((each) => each.id !== id));
}

async function put(
  account_id: number,
  { filter_type }: SavedFilter,
  change: (list: SavedFilter[]) => SavedFilter[],
) {
  if (filter_type === 'report') return;
  const { queryKey } = savedFiltersQuery(account_id, filter_type);
  // An answer on its way tells of before.
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, (list) => list && change(list));
}
