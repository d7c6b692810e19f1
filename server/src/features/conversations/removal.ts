import { and, eq, isNotNull } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdConversation } from './access.ts';
import { ofConversation } from './change.ts';
import { attachments, type ConversationRow, conversations } from './table.ts';

/** Deletes a conversation with all that there is of it: messages, files, mentions, watchers and the draft. */
export async function removeConversation(ctx: AccountContext, { id }: ConversationRow) {
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    await releaseFiles(tx, held);
    await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, held.account_id), eq(conversations.id, held.id)));
    tx.emit('conversation.deleted', ofConversation(held));
  });
}

async function releaseFiles(tx: TransactionContext, { account_id, id }: ConversationRow) {
  const sent = await tx.queries
    .select({ file: attachments.file })
    .from(attachments)
    .where(
      and(
        eq(attachments.account_id, account_id),
        eq(attachments.conversation_id, id),
        isNotNull(attachments.file),
      ),
    );
  for (const { file } of sent) if (file) await releaseFile(tx.queries, file.key);
}
