import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { accessContact } from '../contacts/access.ts';
import { contactInboxes } from '../contacts/table.ts';
import { accessInbox } from '../inboxes/access.ts';

const BATCH = 2000;

/** Makes all visitors of an inbox strangers again, or one contact: their tokens and sockets name nobody any more. */
export async function signOutVisitors(ctx: AccountContext, inbox_id: number, contact_id: number | undefined) {
  const inbox = await accessInbox(ctx, inbox_id);
  const contact = contact_id === undefined ? undefined : await accessContact(ctx, contact_id);
  const meant = and(
    eq(contactInboxes.account_id, ctx.account.id),
    eq(contactInboxes.inbox_id, inbox.id),
    contact && eq(contactInboxes.contact_id, contact.id),
  );
  // In batches: an inbox may have had millions of visitors.
  for (let last = 0, isMore = true; isMore; ) {
    const links = await ctx.queries
      .select({ id: contactInboxes.id })
      .from(contactInboxes)
      .where(and(meant, gt(contactInboxes.id, last)))
      .orderBy(contactInboxes.id)
      .limit(BATCH);
    const ids = links.map(({ id }) => id);
    if (ids.length > 0)
      await ctx.queries
        .update(contactInboxes)
        .set({ pubsub_token: newToken, updated_at: ctx.now() })
        .where(and(eq(contactInboxes.account_id, ctx.account.id), inArray(contactInboxes.id, ids)));
    last = ids.at(-1) ?? last;
    isMore = ids.length === BATCH;
  }
}

/** As hard to guess as what the desk makes itself: the strong random numbers of PostgreSQL, twice. */
const newToken = sql<string>`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`;
