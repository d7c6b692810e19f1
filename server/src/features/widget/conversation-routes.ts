import { widgetConversations } from '@porchlight/contract/widget-conversations';
import { type Route, route } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { limitAccount } from '../accounts/rate-limits.ts';
import { accessConversation } from '../conversations/access.ts';
import { replaceCustomAttributes } from '../conversations/attributes.ts';
import { limitContact } from '../conversations/contact-limits.ts';
import { replaceLabels } from '../conversations/labels.ts';
import { listShownMessages } from '../conversations/public-message-list.ts';
import { markReadByContact } from '../conversations/read-state.ts';
import { changeStatus } from '../conversations/status.ts';
import { loadSenders } from '../conversations/surroundings.ts';
import { sendTranscript } from '../conversations/transcript.ts';
import { signalTyping } from '../conversations/typing.ts';
import { listLabels } from '../labels/list.ts';
import { hasWebsiteFeature } from './channel-config.ts';
import { identifyVisitor } from './identity.ts';
import { CHANGES, limitWebsite, MESSAGES, NEW_CONVERSATIONS, TRANSCRIPTS } from './limits.ts';
import { accessMeant, findMeant, listConversations } from './list.ts';
import { firstName } from './pre-chat.ts';
import {
  presentListedConversations,
  presentWidgetContact,
  presentWidgetConversation,
  presentWidgetMessage,
} from './present.ts';
import { sayFirst } from './say.ts';

/** The visitor's conversations. */
export const widgetConversationRoutes: readonly Route[] = [
  route(widgetConversations.show, async (ctx) => {
    const newest = await findMeant(ctx, null);
    return newest ? presentWidgetConversation(newest) : {};
  }),

  route(widgetConversations.list, async (ctx) => ({
    payload: await presentListedConversations(ctx, await listConversations(ctx)),
  })),

  route(widgetConversations.create, async (ctx, { contact, message, custom_attributes }, { request }) => {
    await limitWebsite(ctx, request, NEW_CONVERSATIONS);
    const claim = { ...contact, name: firstName(ctx.contact, contact ?? {}) };
    const { visitor } = await identifyVisitor(ctx, claim);
    const { display_id } = await sayFirst(visitor, request, message, custom_attributes ?? {});
    const conversation = await accessConversation(visitor, display_id);
    const rows = await listShownMessages(visitor, conversation, {});
    const senders = await loadSenders(visitor, rows, []);
    return {
      ...presentWidgetConversation(conversation),
      messages: rows.map((row) => presentWidgetMessage(visitor, row, display_id, senders)),
      custom_attributes: conversation.custom_attributes,
      contact: presentWidgetContact(visitor),
    };
  }),

  route(widgetConversations.markRead, async (ctx, { conversation_id }, { reply }) => {
    const conversation = await findMeant(ctx, conversation_id);
    if (conversation) await markReadByContact(ctx, conversation);
    else reply.code(204);
    return undefined;
  }),

  route(widgetConversations.toggleTyping, async (ctx, { conversation_id, typing_status }) => {
    const conversation = await accessMeant(ctx, conversation_id);
    const isKnown = typing_status === 'on' || typing_status === 'off';
    if (isKnown) signalTyping(ctx, conversation, { typing: typing_status === 'on', is_private: false });
    return undefined;
  }),

  route(widgetConversations.resolve, async (ctx, { conversation_id }) => {
    const conversation = await accessMeant(ctx, conversation_id);
    if (!hasWebsiteFeature(ctx, 'end_conversation')) throw new Refusal('ending_not_offered');
    if (conversation.status !== 'resolved') await changeStatus(ctx, conversation, { status: 'resolved' });
    return undefined;
  }),

  route(widgetConversations.sendTranscript, async (ctx, { conversation_id }, { request }) => {
    const conversation = await findMeant(ctx, conversation_id);
    const { email } = ctx.contact;
    if (!conversation || !email) return undefined;
    await limitContact(ctx, request, TRANSCRIPTS);
    await limitAccount(ctx, request, { name: 'transcript', max: 30, window_seconds: 3600 });
    await sendTranscript(ctx, conversation, email);
    return undefined;
  }),

  route(widgetConversations.setCustomAttributes, async (ctx, given, { request, reply }) => {
    await limitContact(ctx, request, CHANGES);
    const conversation = await accessMeant(ctx, given.conversation_id);
    await replaceCustomAttributes(ctx, conversation, given.custom_attributes);
    reply.code(204);
    return undefined;
  }),

  route(widgetConversations.removeCustomAttributes, async (ctx, given, { request }) => {
    await limitContact(ctx, request, CHANGES);
    const conversation = await accessMeant(ctx, given.conversation_id);
    const kept = Object.entries(conversation.custom_attributes).filter(
      ([key]) => !given.custom_attribute.includes(key),
    );
    return presentWidgetConversation(
      await replaceCustomAttributes(ctx, conversation, Object.fromEntries(kept)),
    );
  }),

  route(widgetConversations.addLabel, async (ctx, { conversation_id, label }, { request, reply }) => {
    await limitContact(ctx, request, MESSAGES);
    const conversation = await findMeant(ctx, conversation_id);
    const isKnown = conversation && (await listLabels(ctx)).some(({ title }) => title === label);
    if (isKnown) await replaceLabels(ctx, conversation, [...conversation.labels, label]);
    reply.code(204);
    return undefined;
  }),

  route(widgetConversations.removeLabel, async (ctx, { conversation_id, label }, { request, reply }) => {
    await limitContact(ctx, request, MESSAGES);
    const conversation = await findMeant(ctx, conversation_id);
    const kept = conversation?.labels.filter((title) => title !== label);
    if (conversation && kept) await replaceLabels(ctx, conversation, kept);
    reply.code(204);
    return undefined;
  }),
];
