import { manifests } from '@porchlight/channels/manifests';
import * as z from 'zod';
import { attributes, flag, line, optionalId, text, texts } from './fields.ts';
import { optionalFile } from './uploaded-file.ts';

/** What the channels are called on the wire. */
export const wireTypes = Object.values(manifests).map((manifest) => manifest.wire_type);

/** What a new inbox is connected to. */
export const channel = attributes.refine(
  (value) => typeof value.type === 'string' && wireTypes.some((type) => type === value.type),
  { path: ['type'], error: `must be one of ${wireTypes.join(', ')}` },
);

const timezone = line.refine(isTimezone, { error: 'must be a time zone such as Europe/Lisbon' });

// The platform lists one name of each zone and understands the others too: Asia/Kolkata is its Asia/Calcutta.
function isTimezone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Text of an inbox; programs that send files write null as the word. */
const textOrNull = (max: number) =>
  z.union([z.literal('null').transform(() => null), text(max), z.null()], 'must be text').optional();

const nullish = z.union([z.null(), z.literal('null')]);

/** A truth value of an inbox; null is no truth. */
const flagOrNull = z
  .union([flag, nullish.transform(() => false)], 'must be true or false')
  .meta({ documented: { type: 'boolean' } })
  .optional();

/** The fields of an inbox that may be set; the channel has its own in `channel`. */
export const inboxFields = z.object({
  name: line.refine((name) => !['', 'null'].includes(name.trim()), "can't be blank"),
  greeting_enabled: flagOrNull,
  greeting_message: textOrNull(20_000),
  enable_email_collect: flagOrNull,
  csat_survey_enabled: flagOrNull,
  csat_config: attributes.optional(),
  enable_auto_assignment: flagOrNull,
  auto_assignment_config: attributes.optional(),
  working_hours_enabled: flagOrNull,
  out_of_office_message: textOrNull(20_000),
  timezone: timezone.optional(),
  allow_messages_after_resolved: flagOrNull,
  lock_to_single_conversation: flagOrNull,
  portal_id: optionalId,
  sender_name_type: z.enum(['friendly', 'professional'], 'must be friendly or professional').optional(),
  business_name: textOrNull(255),
  /** A JPEG, PNG or GIF of 15 MB at most, in a multipart form. */
  avatar: optionalFile,
});

/** Settings of which null says as little as their absence. */
const settings = <Schema extends z.ZodType>(schema: Schema, documented: object) =>
  z
    .preprocess((value) => (value === null || value === 'null' ? undefined : value), schema.optional())
    .meta({ documented })
    .optional();

const orElse = (max: number, otherwise: string) =>
  z
    .union([nullish.transform(() => otherwise), text(max)], 'must be text')
    .transform((given) => given || otherwise)
    .default(otherwise);

const surveyRules = z.object({
  operator: z
    .enum(['contains', 'does_not_contain'], 'must be contains or does_not_contain')
    .nullish()
    .transform((operator) => operator ?? 'contains'),
  values: texts.nullish().transform((values) => values ?? []),
});

/** How satisfaction is asked for after a conversation; what is not given gets its usual value. */
const csatConfig = z
  .object({
    display_type: orElse(255, 'emoji'),
    message: orElse(20_000, ''),
    button_text: orElse(255, 'Give feedback'),
    language: orElse(255, 'en'),
    survey_rules: surveyRules.nullish().transform((rules) => rules ?? { operator: 'contains', values: [] }),
    template: attributes.nullish(),
  })
  .transform(({ template, ...config }) => (template ? { ...config, template } : config));

const days = z.array(z.unknown(), 'must be a list of days');

/** The fields of an inbox that may be changed. */
export const inboxChanges = inboxFields
  .extend({
    csat_config: settings(csatConfig, { type: 'object' }),
    auto_assignment_config: settings(attributes, { type: 'object' }),
    working_hours: settings(days, { type: 'array', items: { type: 'object' } }),
    channel: settings(attributes, { type: 'object' }),
  })
  .partial();
