import { channels } from 'virtual:channels';
import { t, type WordKey } from '../../words/words.ts';

/** What a channel says of itself; its settings as JSON Schema. */
export interface ChannelForm {
  wire_type: string;
  channel_type: string;
  label: string;
  description: string;
  properties: Readonly<Record<string, SettingSchema>>;
  required: readonly string[];
}

interface SettingSchema {
  type?: string | readonly string[];
  anyOf?: readonly SettingSchema[];
  enum?: readonly unknown[];
  items?: SettingSchema;
  default?: unknown;
  maxLength?: number;
  pattern?: string;
}

/** A setting of a channel as a form shows it. */
export interface ChannelField {
  name: string;
  kind: 'line' | 'text' | 'address' | 'colour' | 'switch' | 'choice' | 'many';
  choices: readonly string[];
  is_required: boolean;
  max: number | undefined;
  usual: unknown;
}

export type ChannelValues = Readonly<Record<string, unknown>>;

/** Every channel that there is. */
export const channelForms = channels;

/** The channel of an inbox. */
export const formOfInbox = ({ channel_type }: { channel_type: string }): ChannelForm | undefined =>
  channelForms.find((form) => form.channel_type === channel_type);

/** Settings that stand on a page of their own, or beside what they belong to. */
const ELSEWHERE = new Set(['hmac_mandatory', 'allowed_domains', 'pre_chat_form_enabled']);

/** The settings that a form of one value each can show. */
export function fieldsOf(form: ChannelForm): ChannelField[] {
  return Object.entries(form.properties).flatMap(([name, schema]) => {
    const kind = kindOf(name, schema);
    if (kind === undefined || ELSEWHERE.has(name)) return [];
    return [
      {
        name,
        kind,
        choices: (schema.enum ?? schema.items?.enum ?? []).map(String),
        is_required: form.required.includes(name),
        max: textOf(schema)?.maxLength,
        usual: schema.default,
      },
    ];
  });
}

/** Those that a new inbox asks for; the others have a usual value and can wait. */
export const firstFieldsOf = (form: ChannelForm): ChannelField[] =>
  fieldsOf(form).filter(({ kind }) => ['line', 'address', 'colour'].includes(kind));

function kindOf(name: string, schema: SettingSchema): ChannelField['kind'] | undefined {
  if (schema.enum) return 'choice';
  if (schema.items) return schema.items.enum ? 'many' : undefined;
  if (schema.anyOf?.some(({ type }) => type === 'boolean')) return 'switch';
  const text = textOf(schema);
  if (!text) return undefined;
  if (text.pattern?.startsWith('^#')) return 'colour';
  if (name.endsWith('_url')) return 'address';
  return text.maxLength === undefined ? 'text' : 'line';
}

function textOf(schema: SettingSchema): SettingSchema | undefined {
  return [schema, ...(schema.anyOf ?? [])].find(({ type }) => [type].flat().includes('string'));
}

/** What the desk has for these settings. */
export const valuesOf = (fields: readonly ChannelField[], inbox: object): ChannelValues =>
  Object.fromEntries(fields.map(({ name, usual }) => [name, Reflect.get(inbox, name) ?? usual ?? null]));

interface FieldWords {
  label: WordKey;
  hint?: WordKey;
  choices?: Readonly<Record<string, WordKey>>;
}

const WORDS: Readonly<Record<string, FieldWords>> = {
  website_url: { label: 'inboxes.websiteUrl', hint: 'inboxes.websiteUrlHint' },
  widget_color: { label: 'inboxes.colour' },
  welcome_title: { label: 'inboxes.welcomeTitle' },
  welcome_tagline: { label: 'inboxes.welcomeTagline' },
  continuity_via_email: { label: 'inboxes.continuity', hint: 'inboxes.continuityHint' },
  webhook_url: { label: 'inboxes.webhookUrl', hint: 'inboxes.webhookUrlHint' },
  reply_time: {
    label: 'inboxes.replyTime',
    hint: 'inboxes.replyTimeHint',
    choices: {
      in_a_few_minutes: 'inboxes.inMinutes',
      in_a_few_hours: 'inboxes.inHours',
      in_a_day: 'inboxes.inADay',
    },
  },
  selected_feature_flags: {
    label: 'inboxes.features',
    choices: {
      attachments: 'inboxes.featureAttachments',
      emoji_picker: 'inboxes.featureEmoji',
      end_conversation: 'inboxes.featureEnd',
      use_inbox_avatar_for_bot: 'inboxes.featureBotAvatar',
    },
  },
};

/** A name of the wire as words, for channels that nobody has written words for yet. */
const spelled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** What a setting is called. */
export function labelOf(name: string): string {
  const words = WORDS[name];
  return words ? t(words.label) : spelled(name);
}

/** What is said of a setting under its name. */
export function hintOf(name: string): string | undefined {
  const hint = WORDS[name]?.hint;
  return hint && t(hint);
}

/** What a choice of a setting is called. */
export function choiceLabel(name: string, choice: string): string {
  const words = WORDS[name]?.choices?.[choice];
  return words ? t(words) : spelled(choice);
}

const ABOUT: Readonly<Record<string, WordKey>> = {
  web_widget: 'inboxes.aboutWebsite',
  api: 'inboxes.aboutApi',
};

/** What a channel is for. */
export function aboutChannel({ wire_type, description }: ChannelForm): string {
  const about = ABOUT[wire_type];
  return about ? t(about) : description;
}
