import { inboxes } from '@porchlight/contract/inboxes';
import { type Route, route } from '../../context.ts';
import { createInbox } from './inbox.ts';
import { listInboxes } from './list.ts';
import { presentInbox } from './present.ts';

export const inboxRoutes: readonly Route[] = [
  route(inboxes.list, async (ctx) => {
    const rows = await listInboxes(ctx);
    return { payload: rows.map((inbox) => presentInbox(ctx, inbox)) };
  }),

  route(inboxes.create, async (ctx, { account_id, ...fields }) =>
    presentInbox(ctx, await createInbox(ctx, fields)),
  ),
];
