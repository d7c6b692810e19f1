import { and, eq, inArray, or } from 'drizzle-orm';
import { accountUsers } from '../../features/accounts/table.ts';
import { inboxMembers } from '../../features/inboxes/table.ts';
import type { ContactViewer, Viewer } from './viewer.ts';

interface PresenceUpdate {
  account_id: number;
  /** By id; whoever is not named is offline. */
  users: Record<string, string>;
  contacts?: Record<string, 'online'>;
}

/** Who is there, as a viewer may know it: contacts hear of the members of their inbox, and not of each other. */
export async function presentPresence(viewer: Viewer): Promise<PresenceUpdate> {
  const { kind, ctx } = viewer;
  const account_id = ctx.account.id;
  const { presence } = ctx.services;
  const members = await ctx.queries
    .select({ id: accountUsers.user_id, availability: accountUsers.availability })
    .from(accountUsers)
    .where(
      and(
        eq(accountUsers.account_id, account_id),
        kind === 'contact' ? inArray(accountUsers.user_id, membersOf(viewer)) : undefined,
        or(
          eq(accountUsers.auto_offline, false),
          inArray(accountUsers.user_id, presence.list(account_id, 'user')),
        ),
      ),
    );
  const users = Object.fromEntries(members.map(({ id, availability }) => [id, availability]));
  if (kind === 'contact') return { account_id, users };
  const seen = presence.list(account_id, 'contact').map((id) => [id, 'online' as const]);
  return { account_id, users, contacts: Object.fromEntries(seen) };
}

const membersOf = ({ ctx, inbox_id }: ContactViewer) =>
  ctx.queries
    .select({ user_id: inboxMembers.user_id })
    .from(inboxMembers)
    .where(and(eq(inboxMembers.account_id, ctx.account.id), eq(inboxMembers.inbox_id, inbox_id)));
