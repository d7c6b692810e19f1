import { labels } from '@porchlight/contract/labels';
import { type Route, route } from '../../context.ts';
import { accessLabel } from './access.ts';
import { createLabel, removeLabel, updateLabel } from './label.ts';
import { listLabels } from './list.ts';
import { presentLabel } from './present.ts';

export const labelRoutes: readonly Route[] = [
  route(labels.list, async (ctx) => ({ payload: (await listLabels(ctx)).map(presentLabel) })),

  route(labels.create, async (ctx, { account_id, ...fields }) =>
    presentLabel(await createLabel(ctx, fields)),
  ),

  route(labels.show, async (ctx, { id }) => presentLabel(await accessLabel(ctx, id))),

  route(labels.update, async (ctx, { account_id, id, ...fields }) =>
    presentLabel(await updateLabel(ctx, id, fields)),
  ),

  route(labels.remove, async (ctx, { id }) => {
    await removeLabel(ctx, id);
    return undefined;
  }),
];
