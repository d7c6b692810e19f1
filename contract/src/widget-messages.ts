import * as z from 'zod';
import { id, line, object, optionalId, seconds, text } from './fields.ts';
import { attachment, contentTypes, messageFields, messageStatuses } from './messages.ts';
import { operation } from './operation.ts';
import { agentBotPush, userPush } from './people.ts';
import { submittedValues } from './public-messages.ts';
import { uploads } from './uploads.ts';
import { ofWebsite, widgetContact } from './widget.ts';

/** Which conversation of the visitor is meant: by its number, and the newest one otherwise. */
export const ofVisitor = ofWebsite.extend({ conversation_id: optionalId });

/** Whoever wrote a message, as visitors see them; of a contact there is no more than a name and a picture. */
const widgetSender = z.union([
  userPush,
  z.object({ id: z.int(), name: z.string(), thumbnail: z.string(), type: z.literal('contact') }),
  agentBotPush,
]);
export type WidgetSender = z.output<typeof widgetSender>;

/** A message as visitors see it. */
export const widgetMessage = z.object({
  id: z.int(),
  content: z.string().nullable(),
  message_type: z.int(),
  content_type: z.enum(contentTypes),
  content_attributes: object,
  created_at: seconds,
  conversation_id: z.int(),
  attachments: z.array(attachment).optional(),
  sender: widgetSender.optional(),
});
export type WidgetMessage = z.output<typeof widgetMessage>;

/** A message that the visitor just sent. */
const sentMessage = widgetMessage.extend({
  inbox_id: z.int(),
  private: z.boolean(),
  source_id: z.string().nullable(),
  status: z.enum(messageStatuses),
  echo_id: z.string().optional(),
});
export type SentWidgetMessage = z.output<typeof sentMessage>;

// What is said of the page is worth nothing when it is odd, and no reason to refuse a message.
const circumstance = (max: number) => text(max).nullable().optional().catch(undefined);

/** What the visitor says, and where. */
export const widgetMessageFields = messageFields.pick({ content: true, echo_id: true }).extend({
  timestamp: circumstance(100),
  referer_url: circumstance(2048),
});

const UPDATED =
  'The message is one of a conversation of the visitor. To `input_email` the answer is `contact.email`, to all others ' +
  '`message.submitted_values`. A survey can be answered for 14 days.';

/** What is said on a website, to and by the visitor. */
export const widgetMessages = {
  list: operation({
    method: 'GET',
    path: '/api/v1/widget/messages',
    summary: 'List the messages that the visitor sees, oldest first',
    description:
      'The latest 20; with `before` the 20 below that id; with `after` the next 100 above it; with both up to 1000 ' +
      'from `after` up to `before`. `meta` is absent while there is no conversation.',
    permission: 'website_visitor',
    query: ofVisitor.extend({ before: optionalId, after: optionalId }),
    response: z.object({
      payload: z.array(widgetMessage),
      meta: z.object({ contact_last_seen_at: seconds }).optional(),
    }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/widget/messages',
    summary: 'Send a message as the visitor',
    description:
      'Starts a conversation when there is none. Files come in a multipart form under `message[attachments][]`, or as ' +
      '`signed_id` of direct uploads. A message that is sent again with the same `echo_id` is not written twice.',
    permission: 'website_visitor',
    query: ofVisitor,
    root: 'message',
    body: widgetMessageFields.extend({
      reply_to: optionalId.catch(undefined),
      attachments: messageFields.shape.attachments,
    }),
    refuse_body_as: 'unprocessable',
    response: sentMessage,
    errors: ['not_found', 'account_suspended', 'origin_not_allowed', 'unprocessable'],
    example: { content: 'Where is my order?', echo_id: 'a1b2c3d4e5f6' },
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/widget/messages/{id}',
    summary: 'Answer a message that asks for something: an address, a form, a selection or a survey',
    description: UPDATED,
    permission: 'website_visitor',
    params: z.object({ id }),
    query: ofWebsite,
    body: z.object({
      contact: z.object({ email: line.nullable().optional() }).nullable().optional(),
      message: z.object({ submitted_values: submittedValues.nullable().optional() }).nullable().optional(),
    }),
    refuse_body_as: 'unprocessable',
    response: z.object({ contact: widgetContact.optional() }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed', 'unprocessable'],
    example: { message: { submitted_values: [{ name: 'size', title: 'Large', value: 'l' }] } },
  }),
  beginUpload: operation({
    method: 'POST',
    path: '/api/v1/widget/direct_uploads',
    summary: 'Announce a file that is then sent by itself',
    description: uploads.begin.description,
    permission: 'website_visitor',
    query: ofWebsite,
    root: 'blob',
    body: uploads.begin.body,
    response: uploads.begin.response,
    errors: ['not_found', 'account_suspended', 'origin_not_allowed', 'unprocessable'],
    example: uploads.begin.example,
  }),
};
