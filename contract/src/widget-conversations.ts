import * as z from 'zod';
import { contactFields } from './contacts.ts';
import { conversationStatuses } from './conversation-values.ts';
import { attributes, line, object, seconds } from './fields.ts';
import { operation } from './operation.ts';
import { ofWebsite, widgetContact } from './widget.ts';
import { ofVisitor, widgetMessage, widgetMessageFields } from './widget-messages.ts';

/** A conversation as the visitor sees it. */
const widgetConversation = z.object({
  id: z.int(),
  inbox_id: z.int(),
  contact_last_seen_at: seconds,
  status: z.enum(conversationStatuses),
});
export type WidgetConversation = z.output<typeof widgetConversation>;

/** A conversation in the visitor's list. */
const listedConversation = z.object({
  id: z.int(),
  status: z.enum(conversationStatuses),
  contact_last_seen_at: seconds,
  unread_count: z.int(),
  created_at: seconds,
  last_activity_at: seconds,
  assignee: z.object({ id: z.int(), name: z.string(), avatar_url: z.string() }).nullable(),
  last_message: widgetMessage.nullable(),
});
export type ListedWidgetConversation = z.output<typeof listedConversation>;

const ATTRIBUTES_MAX = 20_000;

/** Free attributes from a page; anybody may send them, so there is an end to their size. */
export const visitorAttributes = attributes.refine(
  (value) => JSON.stringify(value).length <= ATTRIBUTES_MAX,
  `must be at most ${ATTRIBUTES_MAX} characters of JSON`,
);

/** Of an address that is none nothing is kept, and the rest is. */
export const visitorFields = z.object({
  name: contactFields.shape.name.catch(undefined),
  email: contactFields.shape.email.catch(undefined),
  phone_number: contactFields.shape.phone_number.catch(undefined),
});

const MEANT = 'Of the conversation that `conversation_id` names, or else of the newest one.';

/** Keys to be taken off; one alone is taken too. */
export const attributeKeys = z
  .union([z.array(line), line.transform((key) => [key])], 'must be a list of keys')
  .refine((keys) => keys.length <= 100, 'must be at most 100 keys')
  .meta({ documented: { type: 'array', items: { type: 'string' }, maxItems: 100 } });

const refusals = ['not_found', 'account_suspended', 'origin_not_allowed'] as const;

/** The visitor's conversations on a website. */
export const widgetConversations = {
  show: operation({
    method: 'GET',
    path: '/api/v1/widget/conversations',
    summary: 'Show the newest conversation of the visitor; an empty object when there is none',
    permission: 'website_visitor',
    query: ofWebsite,
    response: z.union([widgetConversation, z.strictObject({})]),
    errors: refusals,
  }),
  list: operation({
    method: 'GET',
    path: '/api/v1/widget/conversations/list',
    summary: 'List the conversations of the visitor, the latest activity first',
    description: 'At most 50. Messages that the visitor has not seen are counted up to 100.',
    permission: 'website_visitor',
    query: ofWebsite,
    response: z.object({ payload: z.array(listedConversation) }),
    errors: refusals,
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations',
    summary: 'Start a conversation with its first message, and say who one is',
    description:
      'Always a new conversation, unless the inbox keeps to one for each contact, or the message was sent before with ' +
      'the same `echo_id`. What does not belong to the visitor ' +
      'as far as the desk can tell, such as the e-mail address of somebody who proved who they are, is noted for ' +
      'agents as `unverified_…` and not taken over.',
    permission: 'website_visitor',
    query: ofWebsite,
    body: z.object({
      contact: visitorFields.nullable().optional(),
      message: widgetMessageFields,
      custom_attributes: visitorAttributes.nullable().optional(),
    }),
    refuse_body_as: 'unprocessable',
    response: widgetConversation.extend({
      messages: z.array(widgetMessage),
      custom_attributes: object,
      contact: widgetContact,
    }),
    errors: [...refusals, 'unprocessable'],
    example: {
      contact: { name: 'Rui Costa', email: 'rui@example.com' },
      message: { content: 'Where is my order?', referer_url: 'https://shop.example.com/orders' },
      custom_attributes: { order: '1042' },
    },
  }),
  markRead: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations/update_last_seen',
    summary: 'Say that the visitor has read everything so far',
    description: `${MEANT} Answers 204 when there is none.`,
    permission: 'website_visitor',
    query: ofVisitor,
    response: z.undefined(),
    errors: refusals,
  }),
  toggleTyping: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations/toggle_typing',
    summary: 'Say that the visitor types, or stopped',
    description: `${MEANT} Another \`typing_status\` than \`on\` and \`off\` says nothing.`,
    permission: 'website_visitor',
    query: ofVisitor,
    body: z.object({
      typing_status: z
        .unknown()
        .optional()
        .meta({ documented: { type: 'string', enum: ['on', 'off'] } }),
    }),
    response: z.undefined(),
    errors: refusals,
    example: { typing_status: 'on' },
  }),
  resolve: operation({
    method: 'GET',
    path: '/api/v1/widget/conversations/toggle_status',
    summary: 'Resolve the conversation; one that is resolved stays so',
    description: `${MEANT} Only where the inbox has the feature \`end_conversation\`.`,
    permission: 'website_visitor',
    query: ofVisitor,
    response: z.undefined(),
    errors: [...refusals, 'ending_not_offered'],
  }),
  sendTranscript: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations/transcript',
    summary: 'Mail what was said to the visitor, when the desk has an address of theirs',
    description: MEANT,
    permission: 'website_visitor',
    query: ofVisitor,
    response: z.undefined(),
    errors: [...refusals, 'unprocessable'],
  }),
  setCustomAttributes: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations/set_custom_attributes',
    summary: 'Give the conversation these custom attributes, and no others',
    description: MEANT,
    permission: 'website_visitor',
    query: ofVisitor,
    body: z.object({ custom_attributes: visitorAttributes }),
    response: z.undefined(),
    errors: refusals,
    example: { custom_attributes: { order: '1042' } },
  }),
  removeCustomAttributes: operation({
    method: 'POST',
    path: '/api/v1/widget/conversations/destroy_custom_attributes',
    summary: 'Take custom attributes off the conversation',
    description: MEANT,
    permission: 'website_visitor',
    query: ofVisitor,
    body: z.object({ custom_attribute: attributeKeys }),
    response: widgetConversation,
    errors: refusals,
    example: { custom_attribute: ['order'] },
  }),
  addLabel: operation({
    method: 'POST',
    path: '/api/v1/widget/labels',
    summary: 'Put a label of the account on the conversation; another title changes nothing',
    description: MEANT,
    permission: 'website_visitor',
    query: ofVisitor,
    body: z.object({ label: line }),
    response: z.undefined(),
    errors: refusals,
    example: { label: 'refund' },
  }),
  removeLabel: operation({
    method: 'DELETE',
    path: '/api/v1/widget/labels/{label}',
    summary: 'Take a label off the conversation',
    description: MEANT,
    permission: 'website_visitor',
    params: z.object({ label: line }),
    query: ofVisitor,
    response: z.undefined(),
    errors: refusals,
  }),
};
