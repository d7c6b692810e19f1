import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadWords } from '../../words/words.ts';
import { settingsFrameRoute } from '../frame-route.ts';
import { readSearch } from './search.ts';

export const satisfactionRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/satisfaction',
  validateSearch: readSearch,
  loader: () => loadWords('satisfaction'),
  component: lazyRouteComponent(() => import('./satisfaction-page.tsx'), 'SatisfactionPage'),
  staticData: { title: 'settings.navSatisfaction' },
});
