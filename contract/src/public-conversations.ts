import * as z from 'zod';
import { conversationStatuses } from './conversation-values.ts';
import { attributes, id, seconds } from './fields.ts';
import { operation } from './operation.ts';
import { contactRecord, ofContact } from './public-contacts.ts';
import { publicMessage } from './public-messages.ts';

const CONVERSATIONS = '/public/api/v1/inboxes/{inbox_identifier}/contacts/{source_id}/conversations';
const CONVERSATION = `${CONVERSATIONS}/{conversation_id}` as const;

/** A conversation as the contact sees it. */
export const publicConversation = z.object({
  id: z.int(),
  uuid: z.string(),
  inbox_id: z.int(),
  contact_last_seen_at: seconds,
  status: z.enum(conversationStatuses),
  agent_last_seen_at: seconds,
  messages: z.array(publicMessage),
  contact: contactRecord,
});
export type PublicConversation = z.output<typeof publicConversation>;

const ofConversation = ofContact.extend({ conversation_id: id });

/** The conversations of a contact in an API inbox. */
export const publicConversations = {
  list: operation({
    method: 'GET',
    path: CONVERSATIONS,
    summary: 'List the conversations of the contact, oldest first',
    description:
      'The latest 100, each with its latest 200 messages. A verified contact has those of all its verified links to ' +
      'the inbox.',
    permission: 'contact',
    params: ofContact,
    response: z.array(publicConversation),
    errors: ['not_found', 'account_suspended'],
  }),
  create: operation({
    method: 'POST',
    path: CONVERSATIONS,
    summary: 'Start a conversation',
    description: 'An inbox with a single conversation for each contact answers the one that is there.',
    permission: 'contact',
    params: ofContact,
    body: z.object({ custom_attributes: attributes.nullable().optional() }),
    response: publicConversation,
    errors: ['not_found', 'account_suspended'],
    example: { custom_attributes: { order: '1042' } },
  }),
  show: operation({
    method: 'GET',
    path: CONVERSATION,
    summary: 'Show a conversation with the latest 200 messages that the contact sees',
    permission: 'contact',
    params: ofConversation,
    response: publicConversation,
    errors: ['not_found', 'account_suspended'],
  }),
  resolve: operation({
    method: 'POST',
    path: `${CONVERSATION}/toggle_status`,
    summary: 'Resolve a conversation; one that is resolved stays so',
    permission: 'contact',
    params: ofConversation,
    response: publicConversation,
    errors: ['not_found', 'account_suspended'],
  }),
  toggleTyping: operation({
    method: 'POST',
    path: `${CONVERSATION}/toggle_typing`,
    summary: 'Say that the contact types, or stopped',
    description: 'Another `typing_status` than `on` and `off` says nothing.',
    permission: 'contact',
    params: ofConversation,
    body: z.object({
      typing_status: z
        .unknown()
        .optional()
        .meta({ documented: { type: 'string', enum: ['on', 'off'] } }),
    }),
    response: z.undefined(),
    errors: ['not_found', 'account_suspended'],
    example: { typing_status: 'on' },
  }),
  markRead: operation({
    method: 'POST',
    path: `${CONVERSATION}/update_last_seen`,
    summary: 'Say that the contact has read everything so far',
    permission: 'contact',
    params: ofConversation,
    response: z.undefined(),
    errors: ['not_found', 'account_suspended'],
  }),
};
