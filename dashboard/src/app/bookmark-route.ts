import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { accountRoute } from './account-route.tsx';

/** Whatever no page of an account has for its address: old bookmarks lead on, the rest is not found. */
export const bookmarkRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/$',
  beforeLoad: async ({ params: { account_id, _splat: path = '' } }) => {
    const { bookmarkOf } = await import('./bookmarks.ts');
    const address = bookmarkOf(path);
    if (address === undefined) throw notFound();
    throw redirect({ href: `/accounts/${account_id}${address}`, replace: true });
  },
});
