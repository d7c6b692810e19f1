import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsFrameRoute } from '../frame-route.ts';

export const accountSettingsRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  staticData: { title: 'settings.navAccount' },
});
