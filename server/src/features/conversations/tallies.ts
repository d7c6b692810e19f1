import type { ConversationCounts, ConversationFilters } from '@porchlight/contract/conversations';
import { and, count, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { ownInboxIds, seesEverything } from '../inboxes/access.ts';
import { conversationTallies as tallies } from './table.ts';

/** The status that filters ask for; nothing for every one. */
export const statusOf = ({ status = 'open' }: ConversationFilters) =>
  status === 'all' ? undefined : status || 'open';

/** Whether the tallies know how many conversations fit: they know status, inbox, team and assignee. */
export function isTallied(filters: ConversationFilters): boolean {
  const { labels, conversation_type, source_id, q, updated_within } = filters;
  return !labels?.length && !conversation_type && !source_id && !q && updated_within === undefined;
}

/** How many conversations each tab would show, by the tallies: it takes as long with years of them as with none. */
export async function countTallied(
  ctx: AccountContext,
  filters: ConversationFilters,
): Promise<ConversationCounts> {
  const status = statusOf(filters);
  const sum = (condition: SQL) =>
    sql<number>`coalesce(sum(difference) filter (where ${condition}), 0)`.mapWith(Number);
  const [counts] = await ctx.queries
    .select({
      mine_count: sum(eq(tallies.assignee_id, ctx.actor.id ?? 0)),
      assigned_count: sum(sql`${tallies.assignee_id} is not null`),
      unassigned_count: sum(sql`${tallies.assignee_id} is null`),
      all_count: sum(sql`true`),
    })
    .from(tallies)
    .where(
      and(
        listedTallies(ctx),
        status ? sql`${tallies.status} = ${status}` : undefined,
        filters.inbox_id ? eq(tallies.inbox_id, filters.inbox_id) : undefined,
        filters.team_id ? eq(tallies.team_id, filters.team_id) : undefined,
      ),
    );
  if (!counts) throw new Error('A sum has no row');
  return counts;
}

/** The tallies of the conversations that lists show to the caller. */
function listedTallies(ctx: AccountContext): SQL | undefined {
  const ofAccount = eq(tallies.account_id, ctx.account.id);
  return seesEverything(ctx) ? ofAccount : and(ofAccount, inArray(tallies.inbox_id, ownInboxIds(ctx)));
}

const ROWS_MIN = 100;

/** Adds up the tallies of accounts with many rows. Those who count meanwhile see the rows before or the sums after. */
export async function addUpTallies({ database }: Services) {
  const many = await database.queries
    .select({ account_id: tallies.account_id })
    .from(tallies)
    .groupBy(tallies.account_id)
    .having(gt(count(), ROWS_MIN));
  for (const { account_id } of many) {
    await database.queries.execute(sql`
      with gone as (
        delete from conversation_tallies where account_id = ${account_id}
        returning inbox_id, status, assignee_id, team_id, difference
      )
      insert into conversation_tallies (account_id, inbox_id, status, assignee_id, team_id, difference)
      select ${account_id}, inbox_id, status, assignee_id, team_id, sum(difference) from gone
      group by inbox_id, status, assignee_id, team_id having sum(difference) <> 0`);
  }
}
