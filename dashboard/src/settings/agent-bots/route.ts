import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadWords } from '../../words/words.ts';
import { settingsFrameRoute } from '../frame-route.ts';

export const botsRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/agent-bots',
  loader: () => loadWords('programs'),
  component: lazyRouteComponent(() => import('./bots-page.tsx'), 'BotsPage'),
  staticData: { title: 'settings.navBots' },
});
