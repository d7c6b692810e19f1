import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsFrameRoute } from '../frame-route.ts';

export const teamsRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/teams',
  component: lazyRouteComponent(() => import('./teams-page.tsx'), 'TeamsPage'),
  staticData: { title: 'settings.navTeams' },
});
