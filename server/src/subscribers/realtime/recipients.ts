import { and, eq, or } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { accountUsers } from '../../features/accounts/table.ts';
import type { ContactInboxRow } from '../../features/contacts/table.ts';
import { contactInboxes } from '../../features/contacts/table.ts';
import { inboxMembers } from '../../features/inboxes/table.ts';
import type { Viewer } from './viewer.ts';

/** Who a message is for. */
export interface Recipients {
  /** Ids of users, or every member of the account. */
  users: ReadonlySet<number> | 'all';
  /** Ids of contacts' links to inboxes. */
  contact_inboxes: ReadonlySet<number>;
}

export const NOBODY: ReadonlySet<number> = new Set();

export function isFor({ users, contact_inboxes }: Recipients, viewer: Viewer): boolean {
  if (viewer.kind === 'contact') return contact_inboxes.has(viewer.contact_inbox_id);
  return users === 'all' || users.has(viewer.id);
}

/** The members of an inbox, and the administrators of the account: whoever may see what happens in it. */
export async function agentsOf(ctx: AccountContext, inbox_id: number): Promise<Set<number>> {
  const rows = await ctx.queries
    .select({ user_id: accountUsers.user_id })
    .from(accountUsers)
    .leftJoin(
      inboxMembers,
      and(
        eq(inboxMembers.account_id, accountUsers.account_id),
        eq(inboxMembers.user_id, accountUsers.user_id),
        eq(inboxMembers.inbox_id, inbox_id),
      ),
    )
    .where(
      and(
        eq(accountUsers.account_id, ctx.account.id),
        or(eq(accountUsers.role, 'administrator'), eq(inboxMembers.inbox_id, inbox_id)),
      ),
    );
  return new Set(rows.map(({ user_id }) => user_id));
}

/** The link itself; a contact who proved who they are hears it on all links that are proven. */
export async function linksOf(ctx: AccountContext, link: ContactInboxRow): Promise<Set<number>> {
  if (!link.hmac_verified) return new Set([link.id]);
  const rows = await ctx.queries
    .select({ id: contactInboxes.id })
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, ctx.account.id),
        eq(contactInboxes.contact_id, link.contact_id),
        eq(contactInboxes.hmac_verified, true),
      ),
    );
  return new Set([link.id, ...rows.map(({ id }) => id)]);
}
