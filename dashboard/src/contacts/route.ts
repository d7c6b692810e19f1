import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { readId } from '../app/address-id.ts';
import { loadWords } from '../words/words.ts';
import { readSearch } from './search.ts';

const frameRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/contacts',
  loader: () => Promise.all([loadWords('contacts'), loadWords('panel'), loadWords('saved')]),
});

const listRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./list/contacts-page.tsx'), 'ContactsPage'),
  staticData: {
    title: 'contacts.title',
    nav: {
      order: 20,
      label: 'shell.navContacts',
      icon: Users,
      action: { id: 'go.contacts', label: 'actions.goContacts', keys: ['Alt+v', 'g c'] },
    },
  },
});

const contactRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/$contact_id',
  params: {
    parse: ({ contact_id }) => ({ contact_id: readId(contact_id) }),
    stringify: ({ contact_id }) => ({ contact_id: String(contact_id) }),
  },
  component: lazyRouteComponent(() => import('./detail/contact-page.tsx'), 'ContactPage'),
  staticData: { title: 'contacts.contact' },
});

/** As people have it bookmarked from Chatwoot. */
const activeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/active',
  beforeLoad: ({ params: { account_id } }) => {
    throw redirect({
      to: '/accounts/$account_id/contacts',
      params: { account_id },
      search: { online: true },
      replace: true,
    });
  },
});

const labelRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/labels/$label',
  beforeLoad: ({ params: { account_id, label } }) => {
    throw redirect({
      to: '/accounts/$account_id/contacts',
      params: { account_id },
      search: { label },
      replace: true,
    });
  },
});

/** The contacts of an account: the list, and each of them. */
export const contactsRoute = frameRoute.addChildren([listRoute, contactRoute, activeRoute, labelRoute]);
