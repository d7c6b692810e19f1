import { eq } from 'drizzle-orm';
import type { AccountContext } from '../src/context.ts';
import { users } from '../src/features/accounts/table.ts';
import { contactInboxes } from '../src/features/contacts/table.ts';

/** The identifier with which an agent's client subscribes. */
export async function agentIdentifier(account: AccountContext, user: { id: number }) {
  const [found] = await account.queries.select().from(users).where(eq(users.id, user.id));
  return {
    channel: 'RoomChannel',
    pubsub_token: String(found?.pubsub_token),
    account_id: account.account.id,
    user_id: user.id,
  };
}

/** The identifier with which a contact's client subscribes. */
export async function contactIdentifier(
  account: AccountContext,
  { contact_inbox_id }: { contact_inbox_id: number },
) {
  const [link] = await account.queries
    .select()
    .from(contactInboxes)
    .where(eq(contactInboxes.id, contact_inbox_id));
  return { channel: 'RoomChannel', pubsub_token: String(link?.pubsub_token) };
}
