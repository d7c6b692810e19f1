import { createRoute, Navigate, useRouter } from '@tanstack/react-router';
import { accountRoute } from './account-route.tsx';
import { useLive } from './live/use-live.ts';
import { addressIn, navPlaces } from './nav.ts';

/** `/app/accounts/1`: leads to the first page of the navigation. */
export const firstPageRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/',
  component: FirstPage,
});

function FirstPage() {
  const { account_id } = useLive();
  const router = useRouter();
  const [first] = navPlaces(router);
  return first ? <Navigate to={addressIn(account_id, first)} replace /> : null;
}
