import * as z from 'zod';
import { line, object, text } from './fields.ts';
import { workingHours } from './inboxes.ts';
import { operation } from './operation.ts';
import { availability, senderPush } from './people.ts';

/** What every request of the widget names: the website inbox that it is in. */
export const ofWebsite = z.object({ website_token: line });

/** A contact as it is shown to the visitor who it is. */
export const widgetContact = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  phone_number: z.string().nullable(),
  identifier: z.string().nullable(),
});
export type WidgetContact = z.output<typeof widgetContact>;

/** A message that a website shows by itself to whoever looks at it for a while. */
const widgetCampaign = z.object({
  id: z.int(),
  trigger_rules: object,
  trigger_only_during_business_hours: z.boolean(),
  message: z.string(),
  sender: senderPush.nullable(),
});

const REPLY_TIMES = ['in_a_few_minutes', 'in_a_few_hours', 'in_a_day'] as const;

/** What the widget draws itself from. */
const websiteChannelConfig = z.object({
  allow_messages_after_resolved: z.boolean(),
  api_host: z.string(),
  auth_token: z.string(),
  avatar_url: z.string(),
  csat_survey_enabled: z.boolean(),
  disable_branding: z.boolean(),
  enabled_features: z.array(z.string()),
  enabled_languages: z.array(z.object({ name: z.string(), iso_639_1_code: z.string() })),
  locale: z.string(),
  out_of_office_message: z.string().nullable(),
  portal: z.null(),
  pre_chat_form_enabled: z.boolean(),
  pre_chat_form_options: object,
  reply_time: z.enum(REPLY_TIMES),
  timezone: z.string(),
  utc_off_set: z.string(),
  website_name: z.string(),
  website_token: z.string(),
  welcome_tagline: z.string().nullable(),
  welcome_title: z.string().nullable(),
  widget_color: z.string(),
  working_hours: z.array(workingHours),
  working_hours_enabled: z.boolean(),
});
export type WebsiteChannelConfig = z.output<typeof websiteChannelConfig>;

/** The widget's own part of a website: what it is drawn from, and who is there. */
export const widget = {
  launcher: operation({
    method: 'GET',
    path: '/api/v1/widget/launcher',
    summary: 'What the bubble on the page is drawn from',
    description:
      'Small, and the same for everybody for five minutes. With the token of a visitor in `X-Auth-Token` it says ' +
      'what awaits them too; `visitor` is absent when the token is none. `words` are in the language asked for, or ' +
      'in that of the account.',
    permission: 'website_token',
    query: ofWebsite.extend({ locale: line.optional() }),
    response: z.object({
      widget_color: z.string(),
      locale: z.string(),
      website_name: z.string(),
      words: z.object({ open: z.string(), close: z.string() }),
      campaigns: z.array(widgetCampaign),
      visitor: z
        .object({ has_conversation: z.boolean(), unread_count: z.int(), pubsub_token: z.string() })
        .optional(),
    }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  config: operation({
    method: 'POST',
    path: '/api/v1/widget/config',
    summary: 'Show the settings of the website inbox, and make the visitor',
    description:
      'The visitor is the one of the token in `X-Auth-Token`, or a new one when there is none or it has run out. ' +
      '`auth_token` is a fresh token: it is what the visitor is known by from then on.',
    permission: 'website_token',
    query: ofWebsite,
    response: z.object({
      website_channel_config: websiteChannelConfig,
      contact: widgetContact.extend({ pubsub_token: z.string() }),
      global_config: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
    }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  campaigns: operation({
    method: 'GET',
    path: '/api/v1/widget/campaigns',
    summary: 'List the ongoing campaigns of the website',
    permission: 'website_token',
    query: ofWebsite,
    response: z.array(widgetCampaign),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  inboxMembers: operation({
    method: 'GET',
    path: '/api/v1/widget/inbox_members',
    summary: 'List the agents who answer on the website',
    permission: 'website_token',
    query: ofWebsite,
    response: z.object({
      payload: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          avatar_url: z.string(),
          availability_status: availability,
        }),
      ),
    }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  tell: operation({
    method: 'POST',
    path: '/api/v1/widget/events',
    summary: 'Say what happened in the widget',
    description:
      '`webwidget.triggered` says that the visitor opened the chat; webhooks are told of it. Other names are taken, ' +
      'and nobody is told.',
    permission: 'website_visitor',
    query: ofWebsite,
    body: z.object({
      name: text(100),
      event_info: z
        .unknown()
        .optional()
        .meta({ documented: { type: 'object' } }),
    }),
    response: z.undefined(),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
    example: {
      name: 'webwidget.triggered',
      event_info: {
        referer: 'https://shop.example.com/cart',
        initiated_at: { timestamp: 'Mon Sep 21 2026' },
      },
    },
  }),
};
