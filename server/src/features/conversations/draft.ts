import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type ConversationRow, drafts } from './table.ts';

/** What was begun in the conversation, or nothing. */
export async function findDraft(
  ctx: AccountContext,
  conversation: ConversationRow,
): Promise<string | undefined> {
  const [draft] = await ctx.queries
    .select({ message: drafts.message })
    .from(drafts)
    .where(ofConversation(conversation));
  return draft?.message;
}

/** Keeps what is written so far in place of what was kept before; an empty text keeps nothing. */
export async function saveDraft(ctx: AccountContext, conversation: ConversationRow, message: string) {
  if (message === '') return dropDraft(ctx, conversation);
  const now = ctx.now();
  const { account_id, id: conversation_id } = conversation;
  await ctx.queries
    .insert(drafts)
    .values({ account_id, conversation_id, message, created_at: now, updated_at: now })
    .onConflictDoUpdate({
      target: [drafts.account_id, drafts.conversation_id],
      set: { message, updated_at: now },
    });
}

/** Forgets what was begun in the conversation. */
export async function dropDraft(ctx: AccountContext, conversation: ConversationRow) {
  await ctx.queries.delete(drafts).where(ofConversation(conversation));
}

const ofConversation = ({ account_id, id }: ConversationRow) =>
  and(eq(drafts.account_id, account_id), eq(drafts.conversation_id, id));
