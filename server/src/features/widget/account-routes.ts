import { inboxes } from '@porchlight/contract/inboxes';
import { type Route, route } from '../../context.ts';
import { signOutVisitors } from './sign-out.ts';

/** What administrators do about the visitors of a website. */
export const widgetAccountRoutes: readonly Route[] = [
  route(inboxes.signOutVisitors, async (ctx, { id, contact_id }) => {
    await signOutVisitors(ctx, id, contact_id);
    return undefined;
  }),
];
