import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type Gap, keepQueries, keepQuery } from '../../platform/database/kept-query.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { notAllowed, notFound } from '../../platform/refusal.ts';
import { teamMembers } from '../accounts/table.ts';
import { ownInboxIds, seesEverything, type Viewer } from '../inboxes/access.ts';
import { type ConversationRow, conversations } from './table.ts';

/** The conversations that lists and counts show: for agents those in the inboxes that they are members of. */
export function listed(viewer: Viewer): SQL {
  const ofAccount = eq(conversations.account_id, viewer.account.id);
  if (seesEverything(viewer)) return ofAccount;
  return and(ofAccount, inArray(conversations.inbox_id, ownInboxIds(viewer))) ?? ofAccount;
}

/** The conversations that the caller may open: those that are listed, and for agents those of their teams. */
export function visible(viewer: Viewer): SQL {
  if (seesEverything(viewer)) return listed(viewer);
  const ofAccount = eq(conversations.account_id, viewer.account.id);
  return and(ofAccount, or(listed(viewer), inArray(conversations.team_id, ownTeamIds(viewer)))) ?? ofAccount;
}

function ownTeamIds({ queries, account, actor }: Viewer) {
  return queries
    .select({ team_id: teamMembers.team_id })
    .from(teamMembers)
    .where(and(eq(teamMembers.account_id, account.id), eq(teamMembers.user_id, actor.id ?? 0)));
}

/** The conversation with this number in the account; one that exists and may not be seen is refused. */
export async function accessConversation(ctx: AccountContext, display_id: number): Promise<ConversationRow> {
  const { reach, values } = reachOf(ctx);
  const [found] = await conversationByNumber(ctx.queries, reach, { ...values, display_id });
  if (!found) throw notFound();
  if (!found.allowed) throw notAllowed();
  return found.conversation;
}

const conversationByNumber = keepQueries((queries, gap: Gap<Reached & { display_id: number }>, reach) =>
  queries
    .select({ conversation: conversations, allowed: allowedBy(queries, gap, reach) })
    .from(conversations)
    .where(
      and(eq(conversations.account_id, gap('account_id')), eq(conversations.display_id, gap('display_id'))),
    ),
);

/** Values of a kept query that says whether the caller may open what it finds. */
export interface Reached {
  account_id: number;
  user_id: number;
}

/** How far the caller sees, as the key of a kept query, and the values that go with it. */
export function reachOf(ctx: AccountContext): { reach: string; values: Reached } {
  const values = { account_id: ctx.account.id, user_id: ctx.actor.id ?? 0 };
  return { reach: seesEverything(ctx) ? 'everything' : 'own', values };
}

/** Whether whoever sees this far may open the conversation, in a kept query. */
export function allowedBy(queries: Queries, gap: Gap<Reached>, reach: string): SQL<boolean> {
  const role = reach === 'everything' ? ('administrator' as const) : ('agent' as const);
  const actor = { type: 'user' as const, role, id: gap('user_id') };
  return sql<boolean>`${visible({ queries, account: { id: gap('account_id') }, actor })}`;
}

/**
 * The row as it is now, held until the transaction ends. Whoever changes a conversation or writes into it holds it
 * first, so that its events are numbered in the order of its changes.
 */
export async function holdConversation(ctx: AccountContext, id: number): Promise<ConversationRow> {
  const [row] = await heldConversation(ctx.queries, { account_id: ctx.account.id, id });
  if (!row) throw notFound();
  return row;
}

const heldConversation = keepQuery((queries, gap: Gap<{ account_id: number; id: number }>) =>
  queries
    .select()
    .from(conversations)
    .where(and(eq(conversations.account_id, gap('account_id')), eq(conversations.id, gap('id'))))
    .for('update'),
);
