import type { AccountContext } from '../../context.ts';
import type { ConversationRow } from './table.ts';

interface Typing {
  typing: boolean;
  /** A private note is being written: the customer is not told. */
  is_private: boolean;
}

/** Tells those who look at the conversation that somebody types, or stopped. Nothing of it is stored. */
export function signalTyping(ctx: AccountContext, conversation: ConversationRow, typing: Typing) {
  ctx.services.signal?.({
    name: typing.typing ? 'conversation.typing_on' : 'conversation.typing_off',
    account_id: conversation.account_id,
    conversation_id: conversation.id,
    by: ctx.actor,
    is_private: typing.is_private,
  });
}
