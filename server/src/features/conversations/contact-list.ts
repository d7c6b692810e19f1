import { and, desc, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { visible } from './access.ts';
import { type ConversationRow, conversations } from './table.ts';

const LATEST = 20;

/** The latest conversations of a contact that the caller may open, the last active first. */
export function listLatestOfContact(ctx: AccountContext, contact_id: number): Promise<ConversationRow[]> {
  return ctx.queries
    .select()
    .from(conversations)
    .where(and(visible(ctx), eq(conversations.contact_id, contact_id)))
    .orderBy(desc(conversations.last_activity_at), desc(conversations.id))
    .limit(LATEST);
}
