import { createRoute, redirect } from '@tanstack/react-router';
import { followLanguage } from '../words/words.ts';
import { readId } from './address-id.ts';
import { restoreAnswers } from './kept.ts';
import { openLive } from './live/open-live.ts';
import { LiveContext } from './live/use-live.ts';
import { MissingPage } from './missing-page.tsx';
import { inboxesQuery, labelsQuery, profileQuery, teamsQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { rootRoute } from './root-route.tsx';
import { currentStanding } from './session.ts';
import { Shell } from './shell/shell.tsx';

/** Everything that is about an account, for those who are signed in and belong to it. */
export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accounts/$account_id',
  params: {
    parse: ({ account_id }) => ({ account_id: readId(account_id) }),
    stringify: ({ account_id }) => ({ account_id: String(account_id) }),
  },
  beforeLoad: ({ location }) => {
    if (currentStanding().is !== 'signed_in')
      throw redirect({ to: '/login', search: { next: location.href }, replace: true });
  },
  loader: async ({ params: { account_id } }) => {
    const opening = openLive(account_id);
    await restoreAnswers();
    // Most pages show them, so they need not wait for one.
    void queryClient.prefetchQuery(inboxesQuery(account_id));
    void queryClient.prefetchQuery(labelsQuery(account_id));
    void queryClient.prefetchQuery(teamsQuery(account_id));
    // What was kept shows at once; what changed since comes behind it.
    const user = await queryClient.ensureQueryData({ ...profileQuery, revalidateIfStale: true });
    if (!user.accounts.some(({ id }) => id === account_id)) throw redirect({ to: '/', replace: true });
    await followLanguage(user.ui_settings.locale);
    const live = await opening;
    live.connect(user);
    return { live };
  },
  staleTime: Number.POSITIVE_INFINITY,
  component: Account,
  notFoundComponent: MissingPage,
});

function Account() {
  const { live } = accountRoute.useLoaderData();
  return (
    <LiveContext value={live}>
      <Shell account_id={live.account_id} />
    </LiveContext>
  );
}
