import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { readId } from '../app/address-id.ts';
import { threadPart } from './parts.ts';
import { readSearch } from './search.ts';
import { askPage } from './store/ask-list.ts';
import { filterOf } from './store/membership.ts';

const listRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/conversations',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./conversations-page.tsx'), 'ConversationsPage'),
  staticData: {
    title: 'conversations.title',
    askAhead(desk, { params: { account_id }, search }) {
      if (account_id !== undefined) void askPage(desk, account_id, filterOf(readSearch(search)), 1);
    },
    nav: {
      order: 10,
      label: 'shell.navConversations',
      icon: MessagesSquare,
      action: { id: 'go.conversations', label: 'actions.goConversations', keys: ['Alt+c', 'g i'] },
    },
  },
});

/** An open conversation: the page is that of the list, which stays as it is. */
const openRoute = createRoute({
  getParentRoute: () => listRoute,
  path: '/$conversation_id',
  params: {
    parse: ({ conversation_id }) => ({ conversation_id: readId(conversation_id) }),
    stringify: ({ conversation_id }) => ({ conversation_id: String(conversation_id) }),
  },
  loader: async () => void (await threadPart.load()),
  staleTime: Number.POSITIVE_INFINITY,
  staticData: {
    askAhead(desk, { params: { account_id, conversation_id } }) {
      if (account_id === undefined || conversation_id === undefined) return;
      void desk.messages.list({ account_id, conversation_id });
      void desk.conversations.show({ account_id, id: conversation_id });
    },
  },
});

/** The conversations of an account: the list, and what is open beside it. */
export const conversationsRoute = listRoute.addChildren([openRoute]);
