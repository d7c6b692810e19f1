import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsFrameRoute } from '../frame-route.ts';

export const labelsRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/labels',
  component: lazyRouteComponent(() => import('./labels-page.tsx'), 'LabelsPage'),
  staticData: { title: 'settings.navLabels' },
});
