import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsFrameRoute } from '../frame-route.ts';

export const agentsRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/agents',
  component: lazyRouteComponent(() => import('./agents-page.tsx'), 'AgentsPage'),
  staticData: { title: 'settings.navAgents' },
});
