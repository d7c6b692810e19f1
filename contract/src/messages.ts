import * as z from 'zod';
import {
  attributes,
  flag,
  id,
  isoTime,
  isTooDeep,
  line,
  object,
  optionalId,
  seconds,
  text,
} from './fields.ts';
import { operation } from './operation.ts';
import { contactPush, senderPush, userPush } from './people.ts';
import { file } from './uploaded-file.ts';

/** Kinds of messages; the wire counts them from 0 in this order. */
export const messageTypes = ['incoming', 'outgoing', 'activity', 'template'] as const;
export type MessageType = (typeof messageTypes)[number];

/** How a message is shown; those with `items` check them when the message is posted. */
export const contentTypes = [
  'text',
  'input_text',
  'input_textarea',
  'input_email',
  'input_select',
  'cards',
  'form',
  'article',
  'incoming_email',
  'input_csat',
  'integrations',
  'sticker',
  'voice_call',
] as const;

/** How far a message has come on its way to the customer. */
export const messageStatuses = ['sent', 'delivered', 'read', 'failed'] as const;

/** Kinds of what comes with a message. */
export const attachmentTypes = [
  'image',
  'audio',
  'video',
  'file',
  'location',
  'fallback',
  'share',
  'story_mention',
  'contact',
  'ig_reel',
  'ig_post',
  'ig_story',
  'embed',
] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

const messageStatus = z.enum(messageStatuses);
const contentType = z.enum(contentTypes);

/** What came with a message. Which keys there are depends on `file_type`. */
export const attachment = z.object({
  id: z.int(),
  message_id: z.int(),
  file_type: z.enum(attachmentTypes),
  account_id: z.int(),
  extension: z.string().nullable().optional(),
  data_url: z.string().nullable().optional(),
  thumb_url: z.string().optional(),
  file_size: z.int().optional(),
  width: z.int().nullable().optional(),
  height: z.int().nullable().optional(),
  transcribed_text: z.string().optional(),
  coordinates_lat: z.number().optional(),
  coordinates_long: z.number().optional(),
  fallback_title: z.string().nullable().optional(),
  meta: object.optional(),
});
export type Attachment = z.output<typeof attachment>;

/** A message in lists and answers. */
export const message = z.object({
  id: z.int(),
  content: z.string().nullable(),
  inbox_id: z.int(),
  echo_id: z.string().optional(),
  conversation_id: z.int(),
  message_type: z.int(),
  content_type: contentType,
  status: messageStatus,
  content_attributes: object,
  created_at: seconds,
  private: z.boolean(),
  source_id: z.string().nullable(),
  sender: senderPush.optional(),
  attachments: z.array(attachment).optional(),
});
export type Message = z.output<typeof message>;

/** A message with everything stored of it: in conversations and in events. */
export const fullMessage = z.object({
  id: z.int(),
  content: z.string().nullable(),
  account_id: z.int(),
  inbox_id: z.int(),
  conversation_id: z.int(),
  message_type: z.int(),
  created_at: seconds,
  updated_at: isoTime,
  private: z.boolean(),
  status: messageStatus,
  source_id: z.string().nullable(),
  content_type: contentType,
  content_attributes: object,
  sender_type: z.enum(['User', 'Contact', 'AgentBot']).nullable(),
  sender_id: z.int().nullable(),
  external_source_ids: object,
  additional_attributes: object,
  processed_message_content: z.string().nullable(),
  sentiment: object,
  conversation: z.object({
    assignee_id: z.int().nullable(),
    unread_count: z.int(),
    last_activity_at: seconds,
    contact_inbox: z.object({ source_id: z.string() }),
  }),
  echo_id: z.string().optional(),
  sender: senderPush.optional(),
  attachments: z.array(attachment).optional(),
});
export type FullMessage = z.output<typeof fullMessage>;

const contentAttributes = z.union(
  [
    attributes,
    z.string().transform((value, context) => {
      try {
        return attributes.refine((parsed) => !isTooDeep(parsed)).parse(JSON.parse(value));
      } catch {
        context.addIssue({ code: 'custom', message: 'must be an object, or the JSON of one' });
        return z.NEVER;
      }
    }),
  ],
  'must be an object of names and values',
);

const templateParams = z.looseObject({
  name: z.string('must name the template').min(1, 'must name the template'),
});

const typeName = z.union(
  [
    z.enum(messageTypes),
    z
      .int()
      .min(0)
      .max(3)
      .transform((index) => messageTypes[index] ?? 'outgoing'),
  ],
  `must be one of ${messageTypes.join(', ')}`,
);

const ATTACHMENTS_MAX = 15;
const ATTACHED = 'must be files in a multipart form, or blob ids of uploads';

/** What a new message is made of. */
export const messageFields = z.object({
  content: text(150_000).nullable().optional(),
  // Programs send null for what they leave to the desk.
  message_type: typeName.nullish().transform((type) => type ?? 'outgoing'),
  private: flag.nullish().transform((value) => value ?? false),
  content_type: z
    .enum(contentTypes, `must be one of ${contentTypes.join(', ')}`)
    .nullish()
    .transform((type) => type ?? 'text'),
  content_attributes: contentAttributes.nullable().optional(),
  echo_id: text(255).nullable().optional(),
  source_id: line.nullable().optional(),
  template_params: templateParams.nullable().optional(),
  campaign_id: optionalId,
  /** Files, in a multipart form under `attachments[]`, and blob ids of uploads. */
  attachments: z
    .array(z.union([file, z.string().max(1000)], ATTACHED), ATTACHED)
    .max(ATTACHMENTS_MAX, `must be at most ${ATTACHMENTS_MAX} files`)
    .nullable()
    .optional(),
  external_created_at: z.union([z.string(), z.number()]).nullable().optional(),
  sender_type: z.enum(['AgentBot'], 'must be AgentBot').nullable().optional().catch(undefined),
  sender_id: optionalId,
});

/** The same where it goes into a conversation that others may answer in the same moment. */
const messageInTurn = messageFields.extend({
  /** The newest message that the sender has seen; 0 when there was none. */
  last_seen_message_id: z
    .union([z.literal(0), z.literal('0').transform(() => 0), id], 'must be the id of a message, or 0')
    .nullable()
    .optional(),
});
export type MessageFields = z.output<typeof messageFields> &
  Partial<Pick<z.output<typeof messageInTurn>, 'last_seen_message_id'>>;

const inConversation = z.object({ account_id: id, conversation_id: id });
const oneInConversation = inConversation.extend({ id });

/** What is said in a conversation. */
export const messages = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages',
    summary: 'List messages, oldest first',
    description:
      'The latest 20; with `before` the 20 below that id; with `after` the next 100 above it; with both up to ' +
      '1000 from `after` up to `before`. Private notes and activities are among them.',
    permission: 'member',
    params: inConversation,
    query: z.object({ before: optionalId, after: optionalId }),
    response: z.object({
      meta: z.object({
        labels: z.array(z.string()),
        additional_attributes: object,
        contact: contactPush,
        assignee: userPush.optional(),
        agent_last_seen_at: isoTime.nullable(),
        assignee_last_seen_at: isoTime.nullable(),
      }),
      payload: z.array(message),
    }),
    errors: ['not_found', 'not_allowed'],
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages',
    summary: 'Send a message, or add a private note',
    description:
      '`private: true` keeps a note among colleagues. `message_type: incoming` speaks for the contact and is ' +
      'taken in API inboxes only. `echo_id` comes back in the answer. With `last_seen_message_id` a reply is ' +
      'refused when a colleague has answered the customer behind that message; 0 stands for none.',
    permission: 'member_or_bot',
    params: inConversation,
    body: messageInTurn,
    refuse_body_as: 'unprocessable',
    response: message,
    errors: ['not_found', 'not_allowed', 'unprocessable', 'answered_meanwhile'],
    example: { content: 'Thank you for contacting us!', message_type: 'outgoing', private: false },
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{id}',
    summary: 'Say how far a message has come, in API inboxes',
    description:
      'A message that was read does not go back to delivered, and a status that there is not changes nothing: both ' +
      'are answered with the message as it is. `external_error` is kept with `failed` only.',
    permission: 'member',
    params: oneInConversation,
    body: z.object({
      status: text(50).nullable().optional(),
      external_error: text(10_000).nullable().optional(),
    }),
    response: message,
    errors: ['not_found', 'not_allowed', 'not_api_inbox'],
    example: { status: 'failed', external_error: 'The number is not in use' },
  }),
  delete: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{id}',
    summary: 'Take back what a message says, with its files; the message stays and says so',
    permission: 'member',
    params: oneInConversation,
    response: message,
    errors: ['not_found', 'not_allowed'],
  }),
  retry: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{id}/retry',
    summary: 'Send a message that failed once more',
    description: 'A message that did not fail is answered as it is.',
    permission: 'member',
    params: oneInConversation,
    response: message,
    errors: ['not_found', 'not_allowed'],
  }),
};
