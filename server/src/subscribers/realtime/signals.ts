import type { AccountContext, Signal } from '../../context.ts';
import { presentConversationPush } from '../../features/conversations/push.ts';
import { findConversation, type Message, presentActor, recipientsOf, withoutToken } from './messages.ts';

/** What sockets hear of something that passes: who types, and where. A private note is none of the contact's business. */
export async function messageOfSignal(ctx: AccountContext, signal: Signal): Promise<Message | undefined> {
  const row = await findConversation(ctx, signal.conversation_id);
  const user = row && (await presentActor(ctx, signal.by));
  if (!user) return undefined;
  const push = await presentConversationPush(ctx, row);
  const common = { user, is_private: signal.is_private, account_id: ctx.account.id };
  return {
    event: signal.name,
    recipients: await recipientsOf(ctx, row, !signal.is_private),
    to_agents: { conversation: push, ...common },
    ...(signal.is_private ? {} : { to_contacts: { conversation: withoutToken(push), ...common } }),
  };
}
