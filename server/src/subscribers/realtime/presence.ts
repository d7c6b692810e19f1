import { and, eq, inArray, or } from 'drizzle-orm';
import { accountUsers } from '../../features/accounts/table.ts';
import type { Viewer } from './viewer.ts';

interface PresenceUpdate {
  account_id: number;
  /** By id; whoever is not named is offline. */
  users: Record<string, string>;
  contacts?: Record<string, 'online'>;
}

/** Who is there, as a viewer may know it: contacts do not hear of each other. */
export async function presentPresence({ kind, ctx }: Viewer): Promise<PresenceUpdate> {
  const account_id = ctx.account.id;
  const { presence } = ctx.services;
  const members = await ctx.queries
    .select({ id: accountUsers.user_id, availability: accountUsers.availability })
    .from(accountUsers)
    .where(
      and(
        eq(accountUsers.account_id, account_id),
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
