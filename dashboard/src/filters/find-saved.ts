import { notFound } from '@tanstack/react-router';
import { queryClient } from '../app/query-client.ts';
import { conditionsIn, type SavedKind, savedFiltersQuery } from './saved.ts';

/** The conditions of the filter that an address names; there is no such page where the reader has no such filter. */
export async function findConditions(account_id: number, kind: SavedKind, id: number) {
  const query = savedFiltersQuery(account_id, kind);
  const known = await queryClient.ensureQueryData({ ...query, revalidateIfStale: true });
  const isThis = (saved: { id: number }) => saved.id === id;
  // It may have been saved elsewhere since.
  const found = known.find(isThis) ?? (await queryClient.fetchQuery({ ...query, staleTime: 0 })).find(isThis);
  if (!found) throw notFound();
  return conditionsIn(found);
}
