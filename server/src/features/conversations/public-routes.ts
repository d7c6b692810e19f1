import { publicContacts, publicInboxes } from '@porchlight/contract/public-contacts';
import { publicConversations } from '@porchlight/contract/public-conversations';
import { publicMessages } from '@porchlight/contract/public-messages';
import type { FastifyRequest } from 'fastify';
import { type InboxContext, type Route, route } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';
import { accessConversation } from './access.ts';
import { limitContact } from './contact-limits.ts';
import { openConversation } from './conversation.ts';
import { postMessage } from './message.ts';
import { listOwnConversations } from './public-access.ts';
import { findOrCreateContact, identify, updateOwnContact } from './public-contact.ts';
import { accessShownMessage, listShownMessages } from './public-message-list.ts';
import {
  presentContactRecord,
  presentOwnContact,
  presentPublicConversation,
  presentPublicConversations,
  presentPublicInbox,
  presentPublicMessage,
} from './public-present.ts';
import { markReadByContact } from './read-state.ts';
import { changeStatus } from './status.ts';
import { submitValues } from './submitted-values.ts';
import { loadSenders } from './surroundings.ts';
import { signalTyping } from './typing.ts';

/** What customers' own programs ask, by the identifier of an API inbox. */
export const publicRoutes: readonly Route[] = [
  route(publicInboxes.show, async ({ inbox }) => presentPublicInbox(inbox)),

  route(publicContacts.create, async (ctx, { inbox_identifier, ...given }, { request }) => {
    const admit = (proven: string | undefined) => limitNewContacts(ctx, request, proven);
    const { contact, contactInbox } = await findOrCreateContact(ctx, given, admit);
    return presentOwnContact(contact, contactInbox);
  }),

  route(publicContacts.show, async (ctx, { identifier, identifier_hash }) => {
    await identify(ctx, { identifier, identifier_hash }, false);
    return presentOwnContact(ctx.contact, ctx.contactInbox);
  }),

  route(publicContacts.update, async (ctx, { inbox_identifier, source_id, ...given }, { request }) => {
    await limitContact(ctx, request, { name: 'changes', max: 60, window_seconds: 3600 });
    return presentContactRecord(await updateOwnContact(ctx, given));
  }),

  route(publicConversations.list, async (ctx) =>
    presentPublicConversations(ctx, await listOwnConversations(ctx)),
  ),

  route(publicConversations.create, async (ctx, { custom_attributes }, { request }) => {
    await limitContact(ctx, request, { name: 'conversations', max: 30, window_seconds: 60 });
    const { inbox, contact, contactInbox } = ctx;
    const { source_id } = contactInbox;
    const parties = { inbox_id: inbox.id, contact_id: contact.id, source_id };
    return presentPublicConversation(ctx, await openConversation(ctx, { ...parties, custom_attributes }));
  }),

  route(publicConversations.show, async (ctx, { conversation_id }) =>
    presentPublicConversation(ctx, await accessConversation(ctx, conversation_id)),
  ),

  route(publicConversations.resolve, async (ctx, { conversation_id }) => {
    const found = await accessConversation(ctx, conversation_id);
    const { conversation } = await changeStatus(ctx, found, { status: 'resolved' });
    return presentPublicConversation(ctx, conversation);
  }),

  route(publicConversations.toggleTyping, async (ctx, { conversation_id, typing_status }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    const isKnown = typing_status === 'on' || typing_status === 'off';
    if (isKnown) signalTyping(ctx, conversation, { typing: typing_status === 'on', is_private: false });
    return undefined;
  }),

  route(publicConversations.markRead, async (ctx, { conversation_id }) => {
    await markReadByContact(ctx, await accessConversation(ctx, conversation_id));
    return undefined;
  }),

  route(publicMessages.list, async (ctx, { conversation_id, before }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    const rows = await listShownMessages(ctx, conversation, { before });
    const senders = await loadSenders(ctx, rows, []);
    return rows.map((message) => presentPublicMessage(ctx, message, conversation_id, senders));
  }),

  route(
    publicMessages.create,
    async (ctx, { conversation_id, content, echo_id, attachments }, { request }) => {
      await limitContact(ctx, request, { name: 'messages', max: 60, window_seconds: 60 });
      const said = { content, echo_id, attachments };
      const usual = { message_type: 'incoming', content_type: 'text', private: false } as const;
      const { message, senders } = await postMessage(ctx, conversation_id, { ...said, ...usual });
      return presentPublicMessage(ctx, message, conversation_id, senders);
    },
  ),

  route(publicMessages.update, async (ctx, { conversation_id, id, submitted_values }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    await accessShownMessage(ctx, conversation, id);
    const message = await submitValues(ctx, conversation, id, submitted_values);
    return presentPublicMessage(ctx, message, conversation_id, await loadSenders(ctx, [message], []));
  }),
];

const NEW_CONTACTS_PER_HOUR = 200;

/** Counts new contacts of an address on the network, and of those who proved who they are by what they proved. */
async function limitNewContacts(ctx: InboxContext, request: FastifyRequest, proven: string | undefined) {
  if (isThisMachine(request)) return;
  const who = proven === undefined ? `ip ${request.ip}` : `identifier ${proven}`;
  const key = `contacts of inbox ${ctx.account.id} ${ctx.inbox.id} ${who}`;
  await ctx.services.limits.take(key, NEW_CONTACTS_PER_HOUR, 3600);
}
