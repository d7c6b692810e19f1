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
    holdConversation(tx, id).then((held) => changeConversation(tx, held, { custom_attributes: { ...held.custom_attributes, ...custom_attributes } })),
  );
}
