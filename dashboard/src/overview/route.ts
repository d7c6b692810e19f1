import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Gauge } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { loadWords } from '../words/words.ts';
import { readNarrowing } from './narrowing.ts';

/** How the desk stands now. The address is the one that people have in their bookmarks. */
export const overviewRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/reports/overview',
  validateSearch: readNarrowing,
  loader: () => loadWords('overview'),
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  staticData: {
    title: 'overview.title',
    nav: {
      order: 30,
      label: 'shell.navOverview',
      icon: Gauge,
      action: {
        id: 'go.overview',
        label: 'actions.goOverview',
        keys: ['Alt+r', 'g o'],
        aliases: 'reports live dashboard',
      },
    },
  },
});
