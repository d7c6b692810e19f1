import { conversationAttachments } from '@porchlight/contract/conversation-attachments';
import { conversationLabels } from '@porchlight/contract/conversation-labels';
import { conversations } from '@porchlight/contract/conversations';
import { type Route, route } from '../../context.ts';
import { accessConversation } from './access.ts';
import { listAttachments } from './attachment-list.ts';
import { replaceCustomAttributes } from './attributes.ts';
import { replaceLabels } from './labels.ts';
import { mute, unmute } from './muting.ts';
import { presentOneConversation } from './present.ts';
import { setPriority } from './priority.ts';
import { markRead, markUnread } from './read-state.ts';
import { removeConversation } from './removal.ts';
import { signalTyping } from './typing.ts';

/** What is done to a conversation that is there. */
export const conversationStateRoutes: readonly Route[] = [
  route(conversations.update, async (ctx, { id, priority }) => {
    const found = await accessConversation(ctx, id);
    const row = priority === undefined ? found : await setPriority(ctx, found, priority);
    return presentOneConversation(ctx, row);
  }),

  route(conversations.delete, async (ctx, { id }) => {
    await removeConversation(ctx, await accessConversation(ctx, id));
    return undefined;
  }),

  route(conversations.togglePriority, async (ctx, { id, priority }) => {
    await setPriority(ctx, await accessConversation(ctx, id), priority ?? null);
    return undefined;
  }),

  route(conversations.toggleTyping, async (ctx, { id, typing_status, is_private }) => {
    const conversation = await accessConversation(ctx, id);
    signalTyping(ctx, conversation, { typing: typing_status === 'on', is_private: is_private ?? false });
    return undefined;
  }),

  route(conversations.mute, async (ctx, { id }) => {
    await mute(ctx, await accessConversation(ctx, id));
    return undefined;
  }),

  route(conversations.unmute, async (ctx, { id }) => {
    await unmute(ctx, await accessConversation(ctx, id));
    return undefined;
  }),

  route(conversations.updateLastSeen, async (ctx, { id }) =>
    presentOneConversation(ctx, await markRead(ctx, await accessConversation(ctx, id))),
  ),

  route(conversations.unread, async (ctx, { id }) =>
    presentOneConversation(ctx, await markUnread(ctx, await accessConversation(ctx, id))),
  ),

  route(conversations.replaceCustomAttributes, async (ctx, { id, custom_attributes }) => {
    const row = await replaceCustomAttributes(ctx, await accessConversation(ctx, id), custom_attributes);
    return { custom_attributes: row.custom_attributes };
  }),

  route(conversationLabels.list, async (ctx, { conversation_id }) => ({
    payload: (await accessConversation(ctx, conversation_id)).labels,
  })),

  route(conversationLabels.replace, async (ctx, { conversation_id, labels }) => {
    const row = await replaceLabels(ctx, await accessConversation(ctx, conversation_id), labels ?? []);
    return { payload: row.labels };
  }),

  route(conversationAttachments.list, async (ctx, { id, page }) => {
    const { total_count, payload } = await listAttachments(ctx, await accessConversation(ctx, id), page);
    return { meta: { total_count }, payload };
  }),
];
