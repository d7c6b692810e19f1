import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { accountRoute } from '../app/account-route.tsx';
import { loadWords } from '../words/words.ts';
import { readSearch } from './search.ts';

const listRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/conversations',
  validateSearch: readSearch,
  loader: () => Promise.all([loadWords('thread'), loadWords('panel')]),
  component: lazyRouteComponent(() => import('./conversations-page.tsx'), 'ConversationsPage'),
  staticData: {
    title: 'conversations.title',
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
});

function readId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw notFound();
  return Number(text);
}

/** The conversations of an account: the list, and what is open beside it. */
export const conversationsRoute = listRoute.addChildren([openRoute]);
