import type { Priority } from '@porchlight/contract/conversation-values';
import type { AccountContext } from '../../context.ts';
import { holdConversation } from './access.ts';
import { noteActivity, sayPriority } from './activity.ts';
import { changeConversation } from './change.ts';
import type { ConversationRow } from './table.ts';

/** Says how urgent a conversation is; nothing takes it back. */
export async function setPriority(
  ctx: AccountContext,
  { id }: ConversationRow,
  priority: Priority | null,
): Promise<ConversationRow> {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const row = await changeConversation(tx, held, { priority });
    if (row.priority === held.priority) return row;
    return noteActivity(tx, row, sayPriority(tx.actor, held.priority, row.priority));
  });
}
