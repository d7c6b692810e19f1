import { conversationSearch } from '@porchlight/contract/conversation-search';
import type { ConversationCounts } from '@porchlight/contract/conversations';
import { type Route, route } from '../../context.ts';
import { countConversations } from './list.ts';
import { presentConversations } from './present.ts';
import { filterConversations, searchConversations } from './search.ts';

/** Finding conversations. */
export const conversationSearchRoutes: readonly Route[] = [
  route(conversationSearch.search, async (ctx, { account_id, ...filters }) => {
    const [counts, payload] = await Promise.all([
      countConversations(ctx, filters),
      searchConversations(ctx, filters),
    ]);
    return { meta: presentCounts(counts), payload };
  }),

  route(conversationSearch.filter, async (ctx, { payload, page }) => {
    const { counts, rows } = await filterConversations(ctx, payload, page);
    return { meta: presentCounts(counts), payload: await presentConversations(ctx, rows) };
  }),
];

// Unlike the list, these do not count the assigned ones.
const presentCounts = ({ mine_count, unassigned_count, all_count }: ConversationCounts) => ({
  mine_count,
  unassigned_count,
  all_count,
});
