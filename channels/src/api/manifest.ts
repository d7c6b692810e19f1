import * as z from 'zod';
import { flag, hours } from '../fields.ts';
import type { Manifest } from '../port.ts';

const webhookUrl = z
  .string()
  .max(2048, 'must be at most 2048 characters')
  .refine(
    (url) => url === '' || /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
    'must be an http or https address',
  );

const additionalAttributes = z.looseObject({
  agent_reply_time_window: hours.optional(),
  agent_reply_time_window_message: z.string('must be text').optional(),
});

/** An inbox that programs fill: they post customers' messages and hear replies by webhook. */
export const manifest = {
  kind: 'api',
  channel_type: 'Channel::Api',
  wire_type: 'api',
  label: 'API',
  description: 'Bring messages in from your own program and hear of replies by webhook.',
  settings: z.object({
    webhook_url: webhookUrl.nullable().default(null),
    hmac_mandatory: flag.default(false),
    additional_attributes: additionalAttributes.nullable().default({}),
  }),
  outgoing_urls: ['webhook_url'],
  secrets: ['hmac_token', 'secret'],
  inbox_fields: ['hmac_mandatory', 'webhook_url', 'inbox_identifier', 'additional_attributes'],
  limits: { content_max: 150_000 },
  features: { incoming_by_api: true, makes_source_id: true, asks_itself: false },
} as const satisfies Manifest;
