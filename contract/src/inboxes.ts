import { manifests } from '@porchlight/channels/manifests';
import * as z from 'zod';
import { attributes, flag, id, isoTime, line, object, optionalId, text } from './fields.ts';
import { operation } from './operation.ts';

const wireTypes = Object.values(manifests).map((manifest) => manifest.wire_type);

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

const channel = attributes.refine(
  (value) => typeof value.type === 'string' && wireTypes.some((type) => type === value.type),
  { path: ['type'], error: `must be one of ${wireTypes.join(', ')}` },
);

const timezone = line.refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', {
  error: 'must be a time zone such as Europe/Lisbon',
});

/** The fields of an inbox that may be set; the channel has its own in `channel`. */
export const inboxFields = z.object({
  name: line.refine((name) => name.trim() !== '', "can't be blank"),
  greeting_enabled: flag.optional(),
  greeting_message: text(10_000).nullable().optional(),
  enable_email_collect: flag.optional(),
  csat_survey_enabled: flag.optional(),
  csat_config: attributes.optional(),
  enable_auto_assignment: flag.optional(),
  auto_assignment_config: attributes.optional(),
  working_hours_enabled: flag.optional(),
  out_of_office_message: text(10_000).nullable().optional(),
  timezone: timezone.optional(),
  allow_messages_after_resolved: flag.optional(),
  lock_to_single_conversation: flag.optional(),
  portal_id: optionalId,
  sender_name_type: z.enum(['friendly', 'professional'], 'must be friendly or professional').optional(),
  business_name: line.nullable().optional(),
});

/** The places where conversations arrive. */
export const inboxes = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/inboxes',
    summary: 'List inboxes, by name; agents get those that they are members of',
    permission: 'member',
    params: z.object({ account_id: id }),
    response: z.object({ payload: z.array(inbox) }),
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/inboxes',
    summary: 'Create an inbox',
    description: `\`channel.type\` is one of ${wireTypes.join(', ')}; the other keys of \`channel\` are that channel's own.`,
    permission: 'administrator',
    params: z.object({ account_id: id }),
    body: inboxFields.extend({ channel }),
    response: inbox,
    example: { name: 'Shop', channel: { type: 'api', webhook_url: 'https://shop.example.com/hook' } },
  }),
};
