import { inboxes } from '@porchlight/contract/inboxes';
import { type Route, route } from '../../context.ts';
import { removeInbox } from './inbox-removal.ts';

/** Removing an inbox, with which its conversations go. */
export const inboxRemovalRoutes: readonly Route[] = [
  route(inboxes.remove, async (ctx, { id }) => {
    await removeInbox(ctx, id);
    return { message: 'The inbox and its conversations are deleted.' };
  }),
];
