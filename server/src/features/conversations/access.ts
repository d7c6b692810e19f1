import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notAllowed, notFound } from '../../platform/refusal.ts';
import { teamMembers } from '../accounts/table.ts';
import { ownInboxIds, seesEverything } from '../inboxes/access.ts';
import { type ConversationRow, conversations } from './table.ts';

/** The conversations that lists and counts show: for agents those in the inboxes that they are members of. */
export function listed(ctx: AccountContext): SQL {
  const ofAccount = eq(conversations.account_id, ctx.account.id);
  if (seesEverything(ctx)) return ofAccount;
  return and(ofAccount, inArray(conversations.inbox_id, ownInboxIds(ctx))) ?? ofAccount;
}

/** The conversations that the caller may open: those that are listed, and for agents those of their teams. */
export function visible(ctx: AccountContext): SQL {
  if (seesEverything(ctx)) return listed(ctx);
  const ofAccount = eq(conversations.account_id, ctx.account.id);
  return and(ofAccount, or(listed(ctx), inArray(conversations.team_id, ownTeamIds(ctx)))) ?? ofAccount;
}

function ownTeamIds(ctx: AccountContext) {
  return ctx.queries
    .select({ team_id: teamMembers.team_id })
    .from(teamMembers)
    .where(and(eq(teamMembers.account_id, ctx.account.id), eq(teamMembers.user_id, ctx.actor.id ?? 0)));
}

/** The conversation with this number in the account; one that exists and may not be seen is refused. */
export async function accessConversation(ctx: AccountContext, display_id: number): Promise<ConversationRow> {
  const [found] = await ctx.queries
    .select({ conversation: conversations, allowed: sql<boolean>`${visible(ctx)}` })
    .from(conversations)
    .where(and(eq(conversations.account_id, ctx.account.id), eq(conversations.display_id, display_id)));
  if (!found) throw notFound();
  if (!found.allowed) throw notAllowed();
  return found.conversation;
}

/**
 * The row as it is now, held until the transaction ends. Whoever changes a conversation or writes into it holds it
 * first, so that its events are numbered in the order of its changes.
 */
export async function holdConversation(ctx: AccountContext, id: number): Promise<ConversationRow> {
  const [row] = await ctx.queries
    .select()
    .from(conversations)
    .where(and(eq(conversations.account_id, ctx.account.id), eq(conversations.id, id)))
    .for('update');
  if (!row) throw notFound();
  return row;
}
