import { widgetMessages } from '@porchlight/contract/widget-messages';
import { type Route, route } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { secondsOrZero } from '../accounts/present.ts';
import { limitContact } from '../conversations/contact-limits.ts';
import { accessShownMessage, listShownMessages } from '../conversations/public-message-list.ts';
import { submitEmail } from '../conversations/submitted-email.ts';
import { submitValues } from '../conversations/submitted-values.ts';
import { loadSenders } from '../conversations/surroundings.ts';
import { beginUpload } from '../uploads/direct-upload.ts';
import { presentDirectUpload } from '../uploads/present.ts';
import { identifyVisitor } from './identity.ts';
import { CHANGES, MESSAGES, UPLOADS } from './limits.ts';
import { accessConversationOf, findMeant } from './list.ts';
import { presentSentMessage, presentWidgetContact, presentWidgetMessage } from './present.ts';
import { say } from './say.ts';

/** What is said on a website. */
export const widgetMessageRoutes: readonly Route[] = [
  route(widgetMessages.list, async (ctx, { conversation_id, before, after }) => {
    const conversation = await findMeant(ctx, conversation_id);
    if (!conversation) return { payload: [] };
    const rows = await listShownMessages(ctx, conversation, { before, after });
    const senders = await loadSenders(ctx, rows, []);
    const { display_id, contact_last_seen_at } = conversation;
    return {
      payload: rows.map((message) => presentWidgetMessage(ctx, message, display_id, senders)),
      meta: { contact_last_seen_at: secondsOrZero(contact_last_seen_at) },
    };
  }),

  route(widgetMessages.create, async (ctx, { website_token, ...said }, { request }) => {
    await limitContact(ctx, request, MESSAGES);
    const { message, display_id, senders } = await say(ctx, request, said);
    return presentSentMessage(ctx, message, display_id, senders);
  }),

  route(widgetMessages.update, async (ctx, { id, contact, message }, { request }) => {
    await limitContact(ctx, request, CHANGES);
    const conversation = await accessConversationOf(ctx, id);
    const asking = await accessShownMessage(ctx, conversation, id);
    if (asking.content_type === 'input_email') {
      const email = contact?.email?.trim();
      if (!email) throw new Refusal('unprocessable', 'Send the address as contact.email');
      await submitEmail(ctx, conversation, id, email);
      const { visitor } = await identifyVisitor(ctx, { email });
      return { contact: presentWidgetContact(visitor) };
    }
    const values = message?.submitted_values;
    if (!values) throw new Refusal('unprocessable', 'Send the answer as message.submitted_values');
    await submitValues(ctx, conversation, id, values);
    return {};
  }),

  route(widgetMessages.beginUpload, async (ctx, given, { request }) => {
    await limitContact(ctx, request, UPLOADS);
    const { filename, byte_size, checksum, content_type, metadata } = given;
    return presentDirectUpload(ctx, {
      row: await beginUpload(ctx, { filename, byte_size, checksum }),
      content_type: content_type || 'application/octet-stream',
      metadata: metadata ?? {},
    });
  }),
];
