import { and, eq, max } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { holdConversation } from './access.ts';
import { typeNumber } from './activity.ts';
import { ofConversation } from './change.ts';
import { markMessagesRead } from './message-change.ts';
import { type ConversationRow, conversations, messages } from './table.ts';

/** Remembers that agents have read everything so far, and the assignee too when it is the assignee who read. */
export function markRead(ctx: AccountContext, conversation: ConversationRow): Promise<ConversationRow> {
  const now = ctx.now();
  const isAssignee = ctx.actor.type === 'user' && ctx.actor.id === conversation.assignee_id;
  return setSeen(ctx, conversation, {
    agent_last_seen_at: now,
    ...(isAssignee ? { assignee_last_seen_at: now } : {}),
  });
}

/** Makes the last message of the customer, and what came after it, count as unread. */
export async function markUnread(
  ctx: AccountContext,
  conversation: ConversationRow,
): Promise<ConversationRow> {
  const last = await findLastIncoming(ctx, conversation);
  const seen = last && new Date(Math.max(0, last.getTime() - 1000));
  return setSeen(ctx, conversation, { agent_last_seen_at: seen, assignee_last_seen_at: seen });
}

async function findLastIncoming(
  ctx: AccountContext,
  { account_id, id }: ConversationRow,
): Promise<Date | null> {
  const [last] = await ctx.queries
    .select({ at: max(messages.created_at) })
    .from(messages)
    .where(
      and(
        eq(messages.account_id, account_id),
        eq(messages.conversation_id, id),
        eq(messages.message_type, typeNumber('incoming')),
      ),
    );
  return last?.at ?? null;
}

/** Remembers that the contact has read everything so far, and tells of it; what was sent to them counts as read. */
export async function markReadByContact(
  ctx: AccountContext,
  { id }: ConversationRow,
): Promise<ConversationRow> {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const [before, now] = [held.contact_last_seen_at, tx.now()];
    if (before && before >= now) return held;
    const row = await setSeen(tx, held, { contact_last_seen_at: now });
    tx.emit('conversation.read', {
      ...ofConversation(row),
      changes: { contact_last_seen_at: [before, now] },
    });
    await markMessagesRead(tx, row);
    return row;
  });
}

type Seen = Partial<
  Pick<ConversationRow, 'agent_last_seen_at' | 'assignee_last_seen_at' | 'contact_last_seen_at'>
>;

// Reading changes nothing of the conversation: `updated_at` stays, and agents' reading is told to nobody.
async function setSeen(
  ctx: AccountContext,
  conversation: ConversationRow,
  seen: Seen,
): Promise<ConversationRow> {
  const [row] = await ctx.queries
    .update(conversations)
    .set(seen)
    .where(and(eq(conversations.account_id, conversation.account_id), eq(conversations.id, conversation.id)))
    .returning();
  return row ?? conversation;
}
