import { createRoute, redirect } from '@tanstack/react-router';
import { accountRoute } from '../app/account-route.tsx';
import { readId } from '../app/address-id.ts';

/*
 * Addresses of folders, as people have them bookmarked from Chatwoot: they lead to the list with their conditions.
 */

const folderRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/custom_view/$folder_id',
  beforeLoad: async ({ params: { account_id, folder_id } }) => {
    throw redirect({
      to: '/accounts/$account_id/conversations',
      params: { account_id },
      search: await searchOf(account_id, folder_id),
      replace: true,
    });
  },
});

const conversationRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/custom_view/$folder_id/conversations/$conversation_id',
  beforeLoad: async ({ params: { account_id, folder_id, conversation_id } }) => {
    throw redirect({
      to: '/accounts/$account_id/conversations/$conversation_id',
      params: { account_id, conversation_id: readId(conversation_id) },
      search: await searchOf(account_id, folder_id),
      replace: true,
    });
  },
});

async function searchOf(account_id: number, text: string) {
  const folder = readId(text);
  const { findConditions } = await import('../filters/find-saved.ts');
  return { filter: await findConditions(account_id, 'conversation', folder), folder };
}

export const folderRoutes = [folderRoute, conversationRoute] as const;
