import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { loadWords } from '../words/words.ts';
import { findGroup, readSearch } from './place.ts';

const everythingRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/search',
  validateSearch: readSearch,
  loader: () => loadWords('search'),
  component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
  staticData: {
    title: 'search.title',
    nav: {
      order: 40,
      label: 'shell.navSearch',
      icon: Search,
      action: {
        id: 'go.search',
        label: 'actions.goSearch',
        keys: ['/', 'g q'],
        aliases: 'find',
        takesText: true,
      },
    },
  },
});

/** One group of the results: the page is the same. */
const groupRoute = createRoute({
  getParentRoute: () => everythingRoute,
  path: '/$group',
  params: {
    parse: ({ group }) => ({ group: readGroup(group) }),
    stringify: ({ group }) => ({ group }),
  },
});

function readGroup(name: string) {
  const group = findGroup(name);
  if (!group) throw notFound();
  return group;
}

/** Finding contacts, conversations and messages. */
export const searchRoute = everythingRoute.addChildren([groupRoute]);
