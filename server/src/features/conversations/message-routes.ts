import { messages } from '@porchlight/contract/messages';
import { type AccountContext, type Route, route } from '../../context.ts';
import { accessConversation } from './access.ts';
import { recordDelivery, removeMessage, retryMessage } from './message-change.ts';
import { presentMessage } from './present.ts';
import { loadSenders } from './surroundings.ts';

/** What is done to messages that are there. */
export const messageRoutes: readonly Route[] = [
  route(messages.update, async (ctx, { conversation_id, id, status, external_error }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    return presentOne(
      ctx,
      conversation,
      await recordDelivery(ctx, conversation, id, { status, external_error }),
    );
  }),

  route(messages.delete, async (ctx, { conversation_id, id }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    return presentOne(ctx, conversation, await removeMessage(ctx, conversation, id));
  }),

  route(messages.retry, async (ctx, { conversation_id, id }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    return presentOne(ctx, conversation, await retryMessage(ctx, conversation, id));
  }),
];

type Conversation = Awaited<ReturnType<typeof accessConversation>>;
type Changed = Awaited<ReturnType<typeof removeMessage>>;

async function presentOne(ctx: AccountContext, { display_id }: Conversation, message: Changed) {
  return presentMessage(ctx, message, display_id, await loadSenders(ctx, [message], []));
}
