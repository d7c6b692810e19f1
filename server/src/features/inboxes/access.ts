import type { Role } from '@porchlight/contract/permissions';
import { and, type Column, eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { AccountContext, Actor } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQuery } from '../../platform/database/kept-query.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { notAllowed, notFound } from '../../platform/refusal.ts';
import { type InboxRow, inboxes, inboxMembers } from './table.ts';

/**
 * The inboxes that the caller may see: all for administrators and bots, for agents those they are members of, for a
 * contact the one that they are linked to.
 */
export function visibleInboxes(ctx: AccountContext): SQL {
  const ofAccount = eq(inboxes.account_id, ctx.account.id);
  if (seesEverything(ctx)) return ofAccount;
  if (ctx.actor.type === 'contact') return and(ofAccount, eq(inboxes.id, ctx.actor.inbox_id)) ?? ofAccount;
  return and(ofAccount, inArray(inboxes.id, ownInboxIds(ctx))) ?? ofAccount;
}

/** Whoever looks: what predicates need of a request's context, or the gaps of a kept query in its place. */
export interface Viewer {
  queries: Queries;
  account: { id: number | Placeholder };
  actor: {
    type: Actor['type'];
    role?: Role | null;
    /** Of somebody, or a column in which the query has it. */
    id: number | null | Placeholder | Column;
    /** Of a contact: the link beyond which nothing is seen. */
    contact_inbox_id?: number | Placeholder;
  };
}

/** Administrators, bots and the desk itself are not bound to memberships; a contact is bound to a link. */
export function seesEverything({ actor }: Pick<Viewer, 'actor'>): boolean {
  if (actor.type === 'contact') return false;
  return actor.type !== 'user' || actor.role === 'administrator';
}

/** The id of the user who looks; 0, which nobody has, for whoever is no user. */
export const viewingUserId = ({ actor }: Pick<Viewer, 'actor'>) =>
  actor.type === 'user' ? (actor.id ?? 0) : 0;

/** Ids of the inboxes that the user of the request is a member of, as a subquery. */
export function ownInboxIds(viewer: Viewer) {
  return viewer.queries
    .select({ inbox_id: inboxMembers.inbox_id })
    .from(inboxMembers)
    .where(
      and(eq(inboxMembers.account_id, viewer.account.id), eq(inboxMembers.user_id, viewingUserId(viewer))),
    );
}

/** The inbox, for those who may use it; an agent who is no member is refused, a stranger's inbox is not found. */
export async function accessInbox(ctx: AccountContext, id: number): Promise<InboxRow> {
  const [found] = await ctx.queries
    .select({ inbox: inboxes, allowed: sql<boolean>`${visibleInboxes(ctx)}` })
    .from(inboxes)
    .where(and(eq(inboxes.account_id, ctx.account.id), eq(inboxes.id, id)));
  if (!found) throw notFound();
  if (!found.allowed) throw notAllowed();
  return found.inbox;
}

/** The row as it is now, held until the transaction ends: whoever changes an inbox holds it first. */
export async function holdInbox(ctx: AccountContext, id: number): Promise<InboxRow> {
  const [inbox] = await ctx.queries
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.account_id, ctx.account.id), eq(inboxes.id, id)))
    .for('update');
  if (!inbox) throw notFound();
  return inbox;
}

/** Inboxes of the account by id, without regard to who asks: for showing what a visible record points to. */
export async function findInboxes(
  ctx: AccountContext,
  ids: readonly number[],
): Promise<Map<number, InboxRow>> {
  if (ids.length === 0) return new Map();
  const rows = await inboxesById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

const inboxesById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.account_id, gap('account_id')), isOneOf(inboxes.id, gap('ids')))),
);
