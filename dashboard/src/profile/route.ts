import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { UserCog } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { loadWords } from '../words/words.ts';

export const profileRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/profile/settings',
  // Its forms are made of the same parts as those of the settings.
  loader: () => Promise.all([loadWords('profile'), loadWords('settings')]),
  component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  staticData: {
    title: 'shell.navProfile',
    nav: {
      order: 90,
      label: 'shell.navProfile',
      icon: UserCog,
      action: { id: 'go.profile', label: 'actions.goProfile', keys: ['g p'] },
      isHidden: true,
    },
  },
});
