import { createRoute, redirect } from '@tanstack/react-router';
import { accountRoute } from '../app/account-route.tsx';
import { readId } from '../app/address-id.ts';

/** The address of a segment, as people have it bookmarked from Chatwoot: it leads to the list with its conditions. */
export const segmentRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/contacts/segments/$segment_id',
  beforeLoad: async ({ params: { account_id, segment_id } }) => {
    const segment = readId(segment_id);
    const { findConditions } = await import('../filters/find-saved.ts');
    throw redirect({
      to: '/accounts/$account_id/contacts',
      params: { account_id },
      search: { filter: await findConditions(account_id, 'contact', segment), segment },
      replace: true,
    });
  },
});
