import { t, type WordKey } from './words.ts';

/** Channels that have a word, by the name that the wire has for them. */
const NAMES: Readonly<Record<string, WordKey>> = {
  'Channel::Api': 'channels.api',
  'Channel::Email': 'channels.email',
  'Channel::FacebookPage': 'channels.facebook',
  'Channel::Instagram': 'channels.instagram',
  'Channel::Line': 'channels.line',
  'Channel::Sms': 'channels.sms',
  'Channel::Telegram': 'channels.telegram',
  'Channel::Tiktok': 'channels.tiktok',
  'Channel::TwilioSms': 'channels.twilio',
  'Channel::WebWidget': 'channels.website',
  'Channel::Whatsapp': 'channels.whatsapp',
};

/** What people call the channel that the wire calls `Channel::…`; a channel without a word keeps its own name. */
export function channelName(channel_type: string): string {
  const key = NAMES[channel_type];
  return key ? t(key) : channel_type.replace(/^Channel::/, '');
}
