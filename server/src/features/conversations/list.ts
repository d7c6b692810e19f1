import type { SortOrder } from '@porchlight/contract/conversation-values';
import type { ConversationCounts, ConversationFilters } from '@porchlight/contract/conversations';
import { and, arrayOverlaps, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { containing } from '../../platform/database/like.ts';
import { notFound } from '../../platform/refusal.ts';
import { findTeam } from '../accounts/people.ts';
import { contactInboxes } from '../contacts/table.ts';
import { listed } from './access.ts';
import { type ConversationRow, conversations, mentions, messages, participants } from './table.ts';
import { countTallied, isTallied, statusOf } from './tallies.ts';

export const PAGE_SIZE = 25;

/** A page of the conversations that fit the filters and the tab. */
export async function listConversations(
  ctx: AccountContext,
  filters: ConversationFilters,
): Promise<ConversationRow[]> {
  const found = ctx.queries
    .select()
    .from(conversations)
    .where(and(await matching(ctx, filters), ofTab(ctx, filters.assignee_type)))
    .orderBy(...ORDERS[filters.sort_by ?? 'last_activity_at_desc']);
  if (filters.updated_within !== undefined) return found;
  return found.limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE);
}

/** How many conversations each tab would show: every filter counts but the tab itself. */
export async function countConversations(
  ctx: AccountContext,
  filters: ConversationFilters,
): Promise<ConversationCounts> {
  const wanted = await matching(ctx, filters);
  return isTallied(filters) ? countTallied(ctx, filters) : countTabs(ctx, wanted);
}

/** How many of the wanted conversations each tab would show. */
export async function countTabs(ctx: AccountContext, wanted: SQL | undefined): Promise<ConversationCounts> {
  const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const [counts] = await ctx.queries
    .select({
      mine_count: count(eq(conversations.assignee_id, ctx.actor.id ?? 0)),
      assigned_count: count(isNotNull(conversations.assignee_id)),
      unassigned_count: count(isNull(conversations.assignee_id)),
      all_count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(conversations)
    .where(wanted);
  return counts ?? { mine_count: 0, assigned_count: 0, unassigned_count: 0, all_count: 0 };
}

function ofTab(ctx: AccountContext, tab: string | undefined): SQL | undefined {
  switch (tab) {
    case 'me':
      return eq(conversations.assignee_id, ctx.actor.id ?? 0);
    case 'unassigned':
      return isNull(conversations.assignee_id);
    case 'assigned':
      return isNotNull(conversations.assignee_id);
    default:
      return undefined;
  }
}

async function matching(ctx: AccountContext, filters: ConversationFilters): Promise<SQL | undefined> {
  const { inbox_id, team_id, labels, source_id, q, updated_within } = filters;
  if (team_id && !(await findTeam(ctx, team_id))) throw notFound();
  return and(
    listed(ctx),
    ofStatus(filters),
    inbox_id ? eq(conversations.inbox_id, inbox_id) : undefined,
    team_id ? eq(conversations.team_id, team_id) : undefined,
    labels?.length ? arrayOverlaps(conversations.labels, labels) : undefined,
    ofType(ctx, filters.conversation_type),
    source_id ? inArray(conversations.contact_inbox_id, linksWith(ctx, source_id)) : undefined,
    q ? inArray(conversations.id, saying(ctx, q)) : undefined,
    updated_within === undefined ? undefined : gt(conversations.updated_at, secondsAgo(ctx, updated_within)),
  );
}

// A search looks through every status; a status that does not exist has no conversations.
function ofStatus(filters: ConversationFilters): SQL | undefined {
  const status = filters.q ? undefined : statusOf(filters);
  return status ? sql`${conversations.status} = ${status}` : undefined;
}

function ofType(ctx: AccountContext, type: string | undefined): SQL | undefined {
  switch (type) {
    case 'mention':
      return inArray(conversations.id, ofUser(ctx, mentions));
    case 'participating':
      return inArray(conversations.id, ofUser(ctx, participants));
    case 'unattended':
      return or(isNull(conversations.first_reply_created_at), isNotNull(conversations.waiting_since));
    default:
      return undefined;
  }
}

function ofUser(ctx: AccountContext, table: typeof mentions | typeof participants) {
  return ctx.queries
    .select({ id: table.conversation_id })
    .from(table)
    .where(and(eq(table.account_id, ctx.account.id), eq(table.user_id, ctx.actor.id ?? 0)));
}

function linksWith(ctx: AccountContext, source_id: string) {
  return ctx.queries
    .select({ id: contactInboxes.id })
    .from(contactInboxes)
    .where(and(eq(contactInboxes.account_id, ctx.account.id), eq(contactInboxes.source_id, source_id)));
}

function saying(ctx: AccountContext, text: string) {
  return ctx.queries
    .select({ id: messages.conversation_id })
    .from(messages)
    .where(and(eq(messages.account_id, ctx.account.id), contains(text)));
}

/** Messages of customers and agents that contain the text. */
export function contains(text: string): SQL | undefined {
  return and(inArray(messages.message_type, [0, 1]), sql`${messages.content} ilike ${containing(text)}`);
}

// A span longer than time itself means everything.
const secondsAgo = (ctx: AccountContext, seconds: number) =>
  new Date(Math.max(0, ctx.now().getTime() - seconds * 1000));

const RANK = sql`case ${conversations.priority} when 'urgent' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 end`;
const newestActivity = sql`${conversations.last_activity_at} desc`;
const id = sql`${conversations.id} desc`;

const ORDERS: Record<SortOrder, SQL[]> = {
  last_activity_at_desc: [newestActivity, id],
  last_activity_at_asc: [sql`${conversations.last_activity_at} asc`, id],
  created_at_desc: [sql`${conversations.created_at} desc`, id],
  created_at_asc: [sql`${conversations.created_at} asc`, id],
  priority_desc: [sql`${RANK} desc nulls last`, newestActivity, id],
  priority_asc: [sql`${RANK} asc nulls last`, newestActivity, id],
  waiting_since_desc: [
    sql`${conversations.waiting_since} desc nulls last`,
    sql`${conversations.created_at} asc`,
    id,
  ],
  waiting_since_asc: [
    sql`${conversations.waiting_since} asc nulls last`,
    sql`${conversations.created_at} asc`,
    id,
  ],
  latest: [newestActivity, id],
  sort_on_created_at: [sql`${conversations.created_at} asc`, id],
  sort_on_priority: [sql`${RANK} desc nulls last`, newestActivity, id],
  sort_on_waiting_since: [
    sql`${conversations.waiting_since} asc nulls last`,
    sql`${conversations.created_at} asc`,
    id,
  ],
};
