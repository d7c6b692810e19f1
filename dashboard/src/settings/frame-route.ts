import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { accountRoute } from '../app/account-route.tsx';
import { loadWords } from '../words/words.ts';

/** The settings: a menu, and the page that was chosen beside it. */
export const settingsFrameRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/settings',
  loader: () => loadWords('settings'),
  component: lazyRouteComponent(() => import('./settings-frame.tsx'), 'SettingsFrame'),
  staticData: { title: 'settings.title' },
});
