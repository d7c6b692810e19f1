import { createRouter } from '@tanstack/react-router';
import { contactsRoute } from '../contacts/route.ts';
import { segmentRoute } from '../contacts/segment-route.ts';
import { folderRoutes } from '../conversations/folder-routes.ts';
import { conversationsRoute } from '../conversations/route.ts';
import { overviewRoute } from '../overview/route.ts';
import { profileRoute } from '../profile/route.ts';
import { searchRoute } from '../search/route.ts';
import { settingsRoute } from '../settings/route.ts';
import { confirmationRoute, forgotRoute, loginRoute, resetRoute, signUpRoute } from '../sign-in/routes.ts';
import { accountRoute } from './account-route.tsx';
import { bookmarkRoute } from './bookmark-route.ts';
import { BrokenPage } from './broken-page.tsx';
import { firstPageRoute } from './first-page-route.tsx';
import { rootRoute } from './root-route.tsx';
import { startRoute } from './start-route.ts';

/** The pages of an account: a line for each. */
const accountPages = accountRoute.addChildren([
  firstPageRoute,
  conversationsRoute,
  ...folderRoutes,
  contactsRoute,
  segmentRoute,
  overviewRoute,
  searchRoute,
  profileRoute,
  settingsRoute,
  bookmarkRoute,
]);

const routeTree = rootRoute.addChildren([
  startRoute,
  loginRoute,
  forgotRoute,
  resetRoute,
  confirmationRoute,
  signUpRoute,
  accountPages,
]);

export const router = createRouter({
  routeTree,
  basepath: '/app',
  defaultPreload: 'intent',
  defaultPreloadDelay: 40,
  // What pages load has its own store, which knows how fresh it is.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  // Conversations know their places themselves: the router would lay that of one thread upon the next.
  scrollRestoration: ({ location }) => !/^\/accounts\/\d+\/conversations/.test(location.pathname),
  defaultErrorComponent: BrokenPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
