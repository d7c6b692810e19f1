import * as z from 'zod';
import { flag } from '../fields.ts';
import type { Manifest } from '../port.ts';

const text = z.string('must be text').max(255, 'must be at most 255 characters');

const featureFlags = z.enum(
  ['attachments', 'emoji_picker', 'end_conversation', 'use_inbox_avatar_for_bot'],
  'must be attachments, emoji_picker, end_conversation or use_inbox_avatar_for_bot',
);

/** The three questions a form before the chat may ask; all are off until somebody turns them on. */
function usualQuestions() {
  const questions = [
    ['emailAddress', 'email', 'E-mail', 'name@example.com'],
    ['fullName', 'text', 'Name', 'Your name'],
    ['phoneNumber', 'text', 'Phone', '+1 555 010 9999'],
  ];
  return questions.map(([name, type, label, placeholder]) => ({
    field_type: 'standard',
    label,
    placeholder,
    name,
    type,
    enabled: false,
    required: false,
  }));
}

const preChatFormOptions = z.looseObject({
  pre_chat_message: z.string('must be text').optional(),
  require_email: flag.optional(),
  pre_chat_fields: z.array(z.looseObject({}), 'must be a list of fields').optional(),
});

/** A chat on the customer's own website. */
export const manifest = {
  kind: 'web-widget',
  channel_type: 'Channel::WebWidget',
  wire_type: 'web_widget',
  label: 'Website',
  description: 'A chat bubble on your website.',
  settings: z.object({
    website_url: text.min(1, "can't be blank"),
    widget_color: z
      .string('must be a colour such as #1f93ff')
      .regex(/^#[0-9a-f]{3}([0-9a-f]{3})?$/i, 'must be a colour such as #1f93ff')
      .default('#1f93ff'),
    welcome_title: text.nullable().default(null),
    welcome_tagline: text.nullable().default(null),
    reply_time: z
      .enum(
        ['in_a_few_minutes', 'in_a_few_hours', 'in_a_day'],
        'must be in_a_few_minutes, in_a_few_hours or in_a_day',
      )
      .default('in_a_few_minutes'),
    pre_chat_form_enabled: flag.default(false),
    pre_chat_form_options: preChatFormOptions.default(() => ({
      pre_chat_message: 'Tell us a little about your question.',
      pre_chat_fields: usualQuestions(),
    })),
    continuity_via_email: flag.default(true),
    hmac_mandatory: flag.default(false),
    allowed_domains: z.string('must be a comma-separated list of domains').nullable().default(null),
    selected_feature_flags: z
      .array(featureFlags, 'must be a list of feature names')
      .default(['attachments', 'emoji_picker', 'end_conversation']),
  }),
  outgoing_urls: [],
  secrets: ['hmac_token'],
  inbox_fields: [
    'allowed_domains',
    'widget_color',
    'website_url',
    'hmac_mandatory',
    'welcome_title',
    'welcome_tagline',
    'web_widget_script',
    'website_token',
    'selected_feature_flags',
    'reply_time',
    'pre_chat_form_enabled',
    'pre_chat_form_options',
    'continuity_via_email',
  ],
  limits: { content_max: 150_000 },
  features: { incoming_by_api: false, makes_source_id: true, asks_itself: true },
} as const satisfies Manifest;
