import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdInbox } from '../inboxes/access.ts';
import { deleteInbox } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { attachments, conversations } from './table.ts';

/** Deletes an inbox with all that came through it: conversations, their messages and files, and links of contacts. */
export async function removeInbox(ctx: AccountContext, id: number) {
  await ctx.transaction(async (tx) => {
    const inbox = await holdInbox(tx, id);
    await releaseFiles(tx, inbox);
    await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.inbox_id, id)));
    await deleteInbox(tx, inbox);
  });
}

async function releaseFiles(tx: TransactionContext, { id, avatar }: InboxRow) {
  const ofInbox = tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.inbox_id, id)));
  const sent = await tx.queries
    .select({ file: attachments.file })
    .from(attachments)
    .where(
      and(
        eq(attachments.account_id, tx.account.id),
        inArray(attachments.conversation_id, ofInbox),
        isNotNull(attachments.file),
      ),
    );
  const files = [avatar, ...sent.map(({ file }) => file)];
  for (const file of files) if (file) await releaseFile(tx.queries, file.key);
}
