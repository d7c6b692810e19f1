import type { AccountContext } from '../../context.ts';
import { holdConversation } from './access.ts';
import { changeConversation } from './change.ts';
import type { ConversationRow } from './table.ts';

/** Gives a conversation these custom attributes, and no others. */
export async function replaceCustomAttributes(
  ctx: AccountContext,
  { id }: ConversationRow,
  custom_attributes: Record<string, unknown>,
): Promise<ConversationRow> {
  return ctx.transaction(async (tx) =>
    changeConversation(tx, await holdConversation(tx, id), { custom_attributes }),
  );
}
