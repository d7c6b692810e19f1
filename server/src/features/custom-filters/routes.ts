import { customFilters } from '@porchlight/contract/custom-filters';
import { type Route, route } from '../../context.ts';
import { accessFilter } from './access.ts';
import { createFilter, removeFilter, updateFilter } from './custom-filter.ts';
import { listFilters } from './list.ts';
import { presentFilter } from './present.ts';

export const customFilterRoutes: readonly Route[] = [
  route(customFilters.list, async (ctx, { filter_type }) =>
    (await listFilters(ctx, filter_type)).map(presentFilter),
  ),

  route(customFilters.create, async (ctx, { account_id, ...fields }) =>
    presentFilter(await createFilter(ctx, fields)),
  ),

  route(customFilters.show, async (ctx, { id }) => presentFilter(await accessFilter(ctx, id))),

  route(customFilters.update, async (ctx, { account_id, id, ...changes }) =>
    presentFilter(await updateFilter(ctx, id, changes)),
  ),

  route(customFilters.remove, async (ctx, { id }, { reply }) => {
    await removeFilter(ctx, id);
    reply.code(204);
    return undefined;
  }),
];
