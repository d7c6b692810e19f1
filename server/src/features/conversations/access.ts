import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AccountContext } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQueries, keepQuery } from '../../platform/database/kept-query.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { notAllowed, notFound } from '../../platform/refusal.ts';
import { teamMembers } from '../accounts/table.ts';
import { contactInboxes } from '../contacts/table.ts';
import { ownInboxIds, seesEverything, type Viewer, viewingUserId } from '../inboxes/access.ts';
import { type ConversationRow, conversations, type MessageRow, messages } from './table.ts';

/**
 * The conversations that lists and counts show: for agents those in the inboxes that they are members of, for a
 * contact those of their link.
 */
export function listed(viewer: Viewer): SQL {
  const ofAccount = eq(conversations.account_id, viewer.account.id);
  if (seesEverything(viewer)) return ofAccount;
  if (viewer.actor.type === 'contact')
    return and(ofAccount, inArray(conversations.contact_inbox_id, ownLinkIds(viewer))) ?? ofAccount;
  return and(ofAccount, inArray(conversations.inbox_id, ownInboxIds(viewer))) ?? ofAccount;
}

/** The conversations that the caller may open: those that are listed, and for agents those of their teams. */
export function visible(viewer: Viewer): SQL {
  if (seesEverything(viewer) || viewer.actor.type === 'contact') return listed(viewer);
  const ofAccount = eq(conversations.account_id, viewer.account.id);
  return and(ofAccount, or(listed(viewer), inArray(conversations.team_id, ownTeamIds(viewer)))) ?? ofAccount;
}

function ownTeamIds(viewer: Viewer) {
  return viewer.queries
    .select({ team_id: teamMembers.team_id })
    .from(teamMembers)
    .where(
      and(eq(teamMembers.account_id, viewer.account.id), eq(teamMembers.user_id, viewingUserId(viewer))),
    );
}

/**
 * The contact's link, and once they have proved through it who they are, the other links to the inbox through which
 * they have proved it too.
 */
function ownLinkIds({ queries, account, actor }: Viewer) {
  const own = alias(contactInboxes, 'own_link');
  const sameContact = and(
    eq(contactInboxes.account_id, own.account_id),
    eq(contactInboxes.contact_id, own.contact_id),
    eq(contactInboxes.inbox_id, own.inbox_id),
  );
  const bothVerified = and(own.hmac_verified, contactInboxes.hmac_verified);
  return queries
    .select({ id: contactInboxes.id })
    .from(own)
    .innerJoin(contactInboxes, sameContact)
    .where(
      and(
        eq(own.account_id, account.id),
        eq(own.id, actor.contact_inbox_id ?? 0),
        or(eq(contactInboxes.id, own.id), bothVerified),
      ),
    );
}

/** The conversation with this number in the account; one that exists and may not be seen is refused. */
export async function accessConversation(ctx: AccountContext, display_id: number): Promise<ConversationRow> {
  const { reach, values } = reachOf(ctx);
  const [found] = await conversationByNumber(ctx.queries, reach, { ...values, display_id });
  if (!found) throw notFound();
  if (!found.allowed) throw refuseUnseen(ctx);
  return found.conversation;
}

/** Why a conversation that is there cannot be opened; to contacts it looks like one that is not there. */
export const refuseUnseen = ({ actor }: AccountContext) =>
  actor.type === 'contact' ? notFound() : notAllowed();

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
  contact_inbox_id: number;
}

/** How far the caller sees, as the key of a kept query, and the values that go with it. */
export function reachOf(ctx: AccountContext): { reach: string; values: Reached } {
  const { actor } = ctx;
  const contact_inbox_id = actor.type === 'contact' ? actor.contact_inbox_id : 0;
  const values = { account_id: ctx.account.id, user_id: actor.id ?? 0, contact_inbox_id };
  if (actor.type === 'contact') return { reach: 'link', values };
  return { reach: seesEverything(ctx) ? 'everything' : 'own', values };
}

/** Whether whoever sees this far may open the conversation, in a kept query. */
export function allowedBy(queries: Queries, gap: Gap<Reached>, reach: string): SQL<boolean> {
  const role = reach === 'everything' ? ('administrator' as const) : ('agent' as const);
  const actor =
    reach === 'link'
      ? { type: 'contact' as const, id: null, contact_inbox_id: gap('contact_inbox_id') }
      : { type: 'user' as const, role, id: gap('user_id') };
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

/** Conversations of the account by id, without regard to who asks: for telling of what happened to them. */
export async function findConversations(
  ctx: AccountContext,
  ids: readonly number[],
): Promise<Map<number, ConversationRow>> {
  if (ids.length === 0) return new Map();
  const rows = await conversationsById(ctx.queries, { account_id: ctx.account.id, ids });
  return new Map(rows.map((row) => [row.id, row]));
}

const conversationsById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(conversations)
    .where(and(eq(conversations.account_id, gap('account_id')), isOneOf(conversations.id, gap('ids')))),
);

/** The newest conversation that was held through a link, without regard to who asks. */
export async function findNewestOfLink(
  ctx: AccountContext,
  contact_inbox_id: number,
): Promise<ConversationRow | undefined> {
  const [newest] = await ctx.queries
    .select()
    .from(conversations)
    .where(
      and(eq(conversations.account_id, ctx.account.id), eq(conversations.contact_inbox_id, contact_inbox_id)),
    )
    .orderBy(desc(conversations.id))
    .limit(1);
  return newest;
}

/** Messages of the account by id, without regard to who asks. */
export async function findMessages(
  ctx: AccountContext,
  ids: readonly number[],
): Promise<Map<number, MessageRow>> {
  if (ids.length === 0) return new Map();
  const rows = await messagesById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

const messagesById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, gap('account_id')), isOneOf(messages.id, gap('ids')))),
);
