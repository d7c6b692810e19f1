import type { CustomFilter } from '@porchlight/contract/custom-filters';
import type { CustomFilterRow } from './table.ts';

export function presentFilter(filter: CustomFilterRow): CustomFilter {
  return {
    id: filter.id,
    name: filter.name,
    filter_type: filter.filter_type,
    query: filter.query,
    created_at: filter.created_at.toISOString(),
    updated_at: filter.updated_at.toISOString(),
  };
}
