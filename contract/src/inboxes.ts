import * as z from 'zod';
import { id, isoTime, object, optionalId } from './fields.ts';
import { channel, inboxChanges, inboxFields, wireTypes } from './inbox-fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

/** One day of opening hours; 0 is Sunday. */
export const workingHours = z.object({
  day_of_week: z.int(),
  closed_all_day: z.boolean(),
  open_hour: z.int().nullable(),
  open_minutes: z.int().nullable(),
  close_hour: z.int().nullable(),
  close_minutes: z.int().nullable(),
  open_all_day: z.boolean(),
});
export type WorkingHours = z.output<typeof workingHours>;

/** An inbox. Keys that its channel does not have are null; some stand only for some channels. */
export const inbox = z.object({
  id: z.int(),
  avatar_url: z.string(),
  channel_id: z.int(),
  name: z.string(),
  channel_type: z.string(),
  greeting_enabled: z.boolean(),
  greeting_message: z.string().nullable(),
  working_hours_enabled: z.boolean(),
  enable_email_collect: z.boolean(),
  csat_survey_enabled: z.boolean(),
  csat_config: object,
  enable_auto_assignment: z.boolean(),
  auto_assignment_config: object,
  out_of_office_message: z.string().nullable(),
  working_hours: z.array(workingHours),
  timezone: z.string(),
  callback_webhook_url: z.string().nullable(),
  allow_messages_after_resolved: z.boolean(),
  lock_to_single_conversation: z.boolean(),
  sender_name_type: z.enum(['friendly', 'professional']),
  business_name: z.string().nullable(),
  allowed_domains: z.string().nullable(),
  widget_color: z.string().nullable(),
  website_url: z.string().nullable(),
  hmac_mandatory: z.boolean().nullable(),
  welcome_title: z.string().nullable(),
  welcome_tagline: z.string().nullable(),
  web_widget_script: z.string().nullable(),
  website_token: z.string().nullable(),
  selected_feature_flags: z.array(z.string()).nullable(),
  reply_time: z.string().nullable(),
  messaging_service_sid: z.string().nullable(),
  phone_number: z.string().nullable(),
  provider: z.string().nullable(),
  hmac_token: z.string().optional(),
  secret: z.string().optional(),
  pre_chat_form_enabled: z.boolean().optional(),
  pre_chat_form_options: object.optional(),
  continuity_via_email: z.boolean().optional(),
  webhook_url: z.string().nullable().optional(),
  inbox_identifier: z.string().optional(),
  additional_attributes: object.optional(),
});
export type Inbox = z.output<typeof inbox>;

/** An inbox as contacts show it. */
export const slimInbox = z.object({
  id: z.int(),
  avatar_url: z.string(),
  channel_id: z.int(),
  name: z.string(),
  channel_type: z.string(),
  provider: z.string().nullable(),
});
export type SlimInbox = z.output<typeof slimInbox>;

/** The whole record of an inbox, as the answer of creating a contact carries it. */
export const inboxRecord = z.object({
  id: z.int(),
  channel_id: z.int(),
  account_id: z.int(),
  name: z.string(),
  created_at: isoTime,
  updated_at: isoTime,
  channel_type: z.string(),
  enable_auto_assignment: z.boolean(),
  greeting_enabled: z.boolean(),
  greeting_message: z.string().nullable(),
  email_address: z.string().nullable(),
  working_hours_enabled: z.boolean(),
  out_of_office_message: z.string().nullable(),
  timezone: z.string(),
  enable_email_collect: z.boolean(),
  csat_survey_enabled: z.boolean(),
  allow_messages_after_resolved: z.boolean(),
  auto_assignment_config: object,
  lock_to_single_conversation: z.boolean(),
  portal_id: z.int().nullable(),
  sender_name_type: z.enum(['friendly', 'professional']),
  business_name: z.string().nullable(),
  csat_config: object,
});
export type InboxRecord = z.output<typeof inboxRecord>;

/** The bot of an inbox, with the record of its access token for those who may see it. */
const agentBotOfInbox = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  outgoing_url: z.string().nullable().optional(),
  bot_type: z.string(),
  bot_config: object,
  account_id: z.int().nullable(),
  access_token: z
    .object({
      id: z.int(),
      owner_type: z.literal('AgentBot'),
      owner_id: z.int(),
      token: z.string(),
      created_at: isoTime,
      updated_at: isoTime,
    })
    .optional(),
  system_bot: z.boolean(),
});
export type AgentBotOfInbox = z.output<typeof agentBotOfInbox>;

const INBOXES = '/api/v1/accounts/{account_id}/inboxes';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });

/** The places where conversations arrive. */
export const inboxes = {
  list: operation({
    method: 'GET',
    path: INBOXES,
    summary: 'List inboxes, by name; agents get those that they are members of',
    permission: 'member',
    params,
    response: z.object({ payload: z.array(inbox) }),
  }),
  create: operation({
    method: 'POST',
    path: INBOXES,
    summary: 'Create an inbox',
    description: `\`channel.type\` is one of ${wireTypes.join(', ')}; the other keys of \`channel\` are that channel's own.`,
    permission: 'administrator',
    params,
    body: inboxFields.extend({ channel }),
    response: inbox,
    example: { name: 'Shop', channel: { type: 'api', webhook_url: 'https://shop.example.com/hook' } },
  }),
  show: operation({
    method: 'GET',
    path: `${INBOXES}/{id}`,
    summary: 'Show an inbox',
    permission: 'member',
    params: paramsOfOne,
    response: inbox,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${INBOXES}/{id}`,
    summary: 'Change an inbox and its channel',
    description:
      'Days of `working_hours` are matched by `day_of_week`; those that make no sense are left out: open and closed ' +
      'all day, a time that there is not, or closing before opening. The keys of `channel` are the channel’s own.',
    permission: 'administrator',
    params: paramsOfOne,
    body: inboxChanges,
    response: inbox,
    errors: ['not_found', 'invalid'],
    example: {
      greeting_enabled: true,
      greeting_message: 'Good to see you!',
      channel: { hmac_mandatory: true },
    },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${INBOXES}/{id}`,
    summary: 'Delete an inbox with its conversations',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.object({ message: z.string() }),
    errors: ['not_found'],
  }),
  assignableAgents: operation({
    method: 'GET',
    path: `${INBOXES}/{id}/assignable_agents`,
    summary: 'List the members of an inbox and the administrators',
    permission: 'member',
    params: paramsOfOne,
    response: z.object({ payload: z.array(agent) }),
    errors: ['not_found'],
  }),
  agentBot: operation({
    method: 'GET',
    path: `${INBOXES}/{id}/agent_bot`,
    summary: 'Show the bot that answers in an inbox first',
    description: 'The bot’s access token is shown to administrators, when the bot is the account’s own.',
    permission: 'member',
    params: paramsOfOne,
    response: z.object({ agent_bot: agentBotOfInbox.optional() }),
    errors: ['not_found'],
  }),
  setAgentBot: operation({
    method: 'POST',
    path: `${INBOXES}/{id}/set_agent_bot`,
    summary: 'Connect a bot to an inbox, or none',
    permission: 'administrator',
    params: paramsOfOne,
    body: z.object({ agent_bot: optionalId }),
    response: z.undefined(),
    errors: ['not_found'],
    example: { agent_bot: 1 },
  }),
  removeAvatar: operation({
    method: 'DELETE',
    path: `${INBOXES}/{id}/avatar`,
    summary: 'Remove the picture of an inbox',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  resetSecret: operation({
    method: 'POST',
    path: `${INBOXES}/{id}/reset_secret`,
    summary: 'Give an API inbox a new secret, with which requests to its webhook are signed',
    description:
      'For 24 hours `webhook-signature` holds a signature by the new secret and one by the old; ' +
      '`X-Chatwoot-Signature` is by the new one at once. Other inboxes have no such secret and are not found.',
    permission: 'administrator',
    params: paramsOfOne,
    response: inbox,
    errors: ['not_found'],
  }),
  rotateHmacToken: operation({
    method: 'POST',
    path: `${INBOXES}/{id}/rotate_hmac_token`,
    summary: 'Give an inbox a new key for verifying contacts',
    description:
      'What is made with the old key is taken for 24 hours more. To end it at once, as when somebody got hold of it, ' +
      'do it twice. Inboxes of channels that verify no contacts are not found.',
    permission: 'administrator',
    params: paramsOfOne,
    response: inbox,
    errors: ['not_found'],
  }),
  signOutVisitors: operation({
    method: 'POST',
    path: `${INBOXES}/{id}/sign_out_visitors`,
    summary: 'Make the visitors of an inbox strangers again, all of them or one contact',
    description:
      'What their browsers kept is worth nothing from then on, as when somebody used a shared computer: on a website the ' +
      'chat begins anew, and open sockets end within seconds. Contacts get another `pubsub_token`; conversations stay.',
    permission: 'administrator',
    params: paramsOfOne,
    // A number that is none must not mean everybody.
    body: z.object({ contact_id: id.optional() }),
    response: z.undefined(),
    errors: ['not_found'],
    example: { contact_id: 1 },
  }),
};
