import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readId } from '../../app/address-id.ts';
import { loadWords } from '../../words/words.ts';
import { settingsFrameRoute } from '../frame-route.ts';
import { readGuide } from './guide.ts';
import { TAB_NAMES, type TabName } from './tabs.ts';

const loader = () => loadWords('inboxes');

export const inboxesRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/inboxes',
  loader,
  component: lazyRouteComponent(() => import('./inboxes-page.tsx'), 'InboxesPage'),
  staticData: { title: 'settings.navInboxes' },
});

export const newInboxRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/inboxes/new',
  validateSearch: readGuide,
  loader,
  component: lazyRouteComponent(() => import('./new-inbox-page.tsx'), 'NewInboxPage'),
  staticData: { title: 'settings.navInboxes' },
});

export const inboxRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/inboxes/$inbox_id',
  params: {
    parse: ({ inbox_id }) => ({ inbox_id: readId(inbox_id) }),
    stringify: ({ inbox_id }) => ({ inbox_id: String(inbox_id) }),
  },
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: TabName } => {
    const known = TAB_NAMES.find((each) => each === tab);
    return known ? { tab: known } : {};
  },
  loader,
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
  staticData: { title: 'settings.navInboxes' },
});
