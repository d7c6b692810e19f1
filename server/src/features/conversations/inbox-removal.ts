import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdInbox } from '../inboxes/access.ts';
import { deleteInbox } from '../inboxes/inbox.ts';
import { releaseAttachments } from './attachment.ts';
import { conversations } from './table.ts';

/** Deletes an inbox with all that came through it: conversations, their messages and files, and links of contacts. */
export async function removeInbox(ctx: AccountContext, id: number) {
  await ctx.transaction(async (tx) => {
    const inbox = await holdInbox(tx, id);
    if (inbox.avatar) await releaseFile(tx.queries, inbox.avatar.key);
    await releaseAttachments(tx, eq(conversations.inbox_id, id));
    await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.inbox_id, id)));
    await deleteInbox(tx, inbox);
  });
}
