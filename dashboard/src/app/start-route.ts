import { createRoute, redirect } from '@tanstack/react-router';
import { restoreAnswers } from './kept.ts';
import { NoAccount } from './no-account.tsx';
import { defaultAccount } from './people.ts';
import { profileQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { rootRoute } from './root-route.tsx';
import { currentStanding } from './session.ts';

/** `/app`: leads to the account that was open last. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    if (currentStanding().is !== 'signed_in') throw redirect({ to: '/login', replace: true });
    await restoreAnswers();
    const account = defaultAccount(await queryClient.ensureQueryData(profileQuery));
    if (account) throw redirect({ href: `/accounts/${account.id}`, replace: true });
  },
  component: NoAccount,
});
