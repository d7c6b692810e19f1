import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { holdConversation } from './access.ts';
import { releaseAttachments } from './attachment.ts';
import { ofConversation } from './change.ts';
import { type ConversationRow, conversations } from './table.ts';

/** Deletes a conversation with all that there is of it: messages, files, mentions, watchers and the draft. */
export async function removeConversation(ctx: AccountContext, { id }: ConversationRow) {
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    await releaseAttachments(tx, eq(conversations.id, held.id));
    await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, held.account_id), eq(conversations.id, held.id)));
    tx.emit('conversation.deleted', ofConversation(held));
  });
}
