import * as z from 'zod';
import { contact } from './contacts.ts';
import { conversationStatuses, priorities, sortOrders } from './conversation-values.ts';
import {
  attributes,
  flag,
  fractionalSeconds,
  id,
  isoTime,
  line,
  object,
  optionalId,
  page,
  seconds,
  text,
  texts,
  unixSeconds,
} from './fields.ts';
import { fullMessage, messageFields } from './messages.ts';
import { operation } from './operation.ts';
import { agent, slimAgentBot, team, teamRecord } from './people.ts';

/** A conversation, in lists and alone. */
export const conversation = z.object({
  meta: z.object({
    sender: contact,
    channel: z.string().nullable(),
    assignee: z.union([agent, slimAgentBot]).optional(),
    assignee_type: z.enum(['User', 'AgentBot']).optional(),
    team: team.optional(),
    hmac_verified: z.boolean().nullable(),
  }),
  /** The number within the account, not the id in the database. */
  id: z.int(),
  messages: z.array(fullMessage).max(1),
  account_id: z.int(),
  uuid: z.string(),
  additional_attributes: object,
  agent_last_seen_at: seconds,
  assignee_last_seen_at: seconds,
  can_reply: z.boolean(),
  contact_last_seen_at: seconds,
  custom_attributes: object,
  inbox_id: z.int(),
  labels: z.array(z.string()),
  muted: z.boolean(),
  snoozed_until: isoTime.nullable(),
  status: z.enum(conversationStatuses),
  created_at: seconds,
  updated_at: fractionalSeconds,
  timestamp: seconds,
  first_reply_created_at: seconds,
  unread_count: z.int().max(10),
  last_non_activity_message: fullMessage.nullable(),
  last_activity_at: seconds,
  priority: z.enum(priorities).nullable(),
  waiting_since: seconds,
  sla_policy_id: z.int().nullable(),
});
export type Conversation = z.output<typeof conversation>;

/** How many conversations each tab has. */
export const countsOfTabs = z.object({
  mine_count: z.int(),
  assigned_count: z.int(),
  unassigned_count: z.int(),
  all_count: z.int(),
});
export type ConversationCounts = z.output<typeof countsOfTabs>;

/** What the list, its counts and the search can be narrowed by. */
export const conversationFilters = z.object({
  status: text(50).optional(),
  assignee_type: text(50).optional(),
  inbox_id: optionalId,
  team_id: optionalId,
  labels: texts.optional(),
  conversation_type: text(50).optional(),
  source_id: line.optional(),
  q: text(255).optional(),
  updated_within: z
    .union([z.number().min(0), z.string().regex(/^\d+$/).transform(Number)])
    .optional()
    .catch(undefined),
  sort_by: z.enum(sortOrders).catch('last_activity_at_desc').optional(),
  page,
});
export type ConversationFilters = z.output<typeof conversationFilters>;

/** A status by name or number; blank means that none is given. */
const statusField = z
  .union(
    [
      z.enum(conversationStatuses),
      z
        .int()
        .min(0)
        .max(3)
        .transform((index) => conversationStatuses[index] ?? 'open'),
      z.literal('').transform(() => null),
      z.null(),
    ],
    `must be one of ${conversationStatuses.join(', ')}`,
  )
  .optional();

/** A priority by name; blank means none. */
const priorityField = z
  .union(
    [z.enum(priorities), z.enum(['', 'null', 'nil']).transform(() => null), z.null()],
    `must be one of ${priorities.join(', ')}, or null for none`,
  )
  .optional();

const tooLong = 'values must be at most 1500 characters, whole numbers at most 9999999999';

/** A conversation's own attributes: bounded, so that a list of conversations stays light. */
const boundedAttributes = attributes.refine(
  (value) =>
    Object.values(value).every((item) =>
      typeof item === 'string'
        ? item.length <= 1500
        : typeof item !== 'number' || Math.abs(item) <= 9_999_999_999,
    ),
  tooLong,
);

const one = z.object({ account_id: id, id });

/** Threads with customers. */
export const conversations = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations',
    summary: 'List conversations, 25 a page, with the counts of the tabs',
    description:
      'Open ones unless `status` says otherwise (`all` for every status). Agents see the inboxes that they are ' +
      'members of. The counts take every filter but `assignee_type` into account.',
    permission: 'member',
    params: z.object({ account_id: id }),
    query: conversationFilters,
    response: z.object({ data: z.object({ meta: countsOfTabs, payload: z.array(conversation) }) }),
    errors: ['not_found'],
    example: { status: 'open', assignee_type: 'me', page: 1 },
  }),
  meta: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/meta',
    summary: 'Count conversations: mine, assigned, unassigned, all',
    permission: 'member',
    params: z.object({ account_id: id }),
    query: conversationFilters,
    response: z.object({ meta: countsOfTabs }),
    errors: ['not_found'],
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations',
    summary: 'Create a conversation, optionally with its first message',
    description:
      'Name the inbox and the contact, or a `source_id` that links a contact to an inbox of the account. In an ' +
      'inbox that keeps to a single conversation the latest one is answered instead.',
    permission: 'member_or_bot',
    params: z.object({ account_id: id }),
    body: z.object({
      inbox_id: optionalId,
      contact_id: optionalId,
      source_id: line.nullable().optional(),
      hmac_verified: flag.nullable().optional(),
      status: statusField,
      assignee_id: optionalId,
      team_id: optionalId,
      snoozed_until: z.union([z.string(), z.number()]).nullable().optional(),
      additional_attributes: boundedAttributes.nullable().optional(),
      custom_attributes: boundedAttributes.nullable().optional(),
      message: messageFields.nullable().optional(),
    }),
    response: conversation,
    errors: ['not_found', 'not_allowed', 'param_missing', 'unprocessable'],
    example: { inbox_id: 1, contact_id: 1, status: 'open', message: { content: 'How can I help you?' } },
  }),
  show: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{id}',
    summary: 'Show a conversation',
    permission: 'member',
    params: one,
    response: conversation,
    errors: ['not_found', 'not_allowed'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/conversations/{id}',
    summary: 'Set the priority, or take it away with null',
    permission: 'member_or_bot',
    params: one,
    body: z.object({ priority: priorityField }),
    response: conversation,
    errors: ['not_found', 'not_allowed'],
    example: { priority: 'high' },
  }),
  delete: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/conversations/{id}',
    summary: 'Delete a conversation with its messages and files',
    permission: 'administrator',
    params: one,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  togglePriority: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/toggle_priority',
    summary: 'Set the priority; without one it is taken away',
    permission: 'member_or_bot',
    params: one,
    body: z.object({ priority: priorityField }),
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
    example: { priority: 'urgent' },
  }),
  toggleTyping: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/toggle_typing_status',
    summary: 'Tell that you are typing, or that you stopped',
    description:
      'Nothing is stored. `is_private` keeps it from the customer, as while a private note is written.',
    permission: 'member',
    params: one,
    body: z.object({
      typing_status: z.enum(['on', 'off'], 'must be on or off'),
      is_private: flag.nullable().optional(),
    }),
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
    example: { typing_status: 'on', is_private: false },
  }),
  mute: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/mute',
    summary: 'Resolve a conversation and block its contact',
    permission: 'member',
    params: one,
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
  }),
  unmute: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/unmute',
    summary: 'Unblock the contact of a conversation',
    permission: 'member',
    params: one,
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
  }),
  updateLastSeen: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/update_last_seen',
    summary: 'Mark a conversation as read up to now',
    permission: 'member',
    params: one,
    response: conversation,
    errors: ['not_found', 'not_allowed'],
  }),
  unread: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/unread',
    summary: 'Mark a conversation as unread from the last message of the customer',
    permission: 'member',
    params: one,
    response: conversation,
    errors: ['not_found', 'not_allowed'],
  }),
  replaceCustomAttributes: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/custom_attributes',
    summary: 'Replace all custom attributes of a conversation',
    permission: 'member_or_bot',
    params: one,
    body: z.object({ custom_attributes: boundedAttributes }),
    response: z.object({ custom_attributes: object }),
    errors: ['not_found', 'not_allowed'],
    example: { custom_attributes: { order_id: '12345' } },
  }),
  toggleStatus: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/toggle_status',
    summary: 'Set the status, or flip it between open and resolved',
    description:
      '`snoozed_until` (seconds since 1970) says when a snoozed conversation wakes; without it the next message ' +
      'of the customer wakes it.',
    permission: 'member_or_bot',
    params: one,
    body: z.object({
      status: statusField,
      snoozed_until: z
        .union(
          [unixSeconds, z.literal('').transform(() => null), z.null()],
          'must be a time in seconds since 1970',
        )
        .optional(),
    }),
    response: z.object({
      payload: z.object({
        success: z.boolean().nullable(),
        conversation_id: z.int(),
        current_status: z.enum(conversationStatuses),
        snoozed_until: isoTime.nullable(),
      }),
    }),
    errors: ['not_found', 'not_allowed'],
    example: { status: 'resolved' },
  }),
  assign: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/assignments',
    summary: 'Assign an agent, an agent bot or a team',
    description:
      '`assignee_id` names a member of the account, or with `assignee_type: AgentBot` a bot; null takes the ' +
      'assignee away. Without it, `team_id` names the team. Answers who or what was assigned, else null.',
    permission: 'member_or_bot',
    params: z.object({ account_id: id, conversation_id: id }),
    body: z.object({
      assignee_id: optionalId,
      assignee_type: text(50).nullable().optional(),
      team_id: optionalId,
    }),
    response: z.union([agent, slimAgentBot, teamRecord, z.null()]),
    errors: ['not_found', 'not_allowed'],
    example: { assignee_id: 1 },
  }),
};
