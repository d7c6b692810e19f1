import { sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { visibleInboxes } from './access.ts';
import { type InboxRow, inboxes } from './table.ts';

/** The inboxes that the caller may see, by name without regard to case. */
export async function listInboxes(ctx: AccountContext): Promise<InboxRow[]> {
  return ctx.queries
    .select()
    .from(inboxes)
    .where(visibleInboxes(ctx))
    .orderBy(sql`lower(${inboxes.name})`, inboxes.id);
}
