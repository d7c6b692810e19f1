import { Code, Globe, type LucideIcon, Mail, MessageCircle, MessageSquareText, Send } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  'Channel::Api': Code,
  'Channel::Email': Mail,
  'Channel::Sms': MessageSquareText,
  'Channel::Telegram': Send,
  'Channel::TwilioSms': MessageSquareText,
  'Channel::WebWidget': Globe,
};

/** A sign for the channel of an inbox. */
export function ChannelIcon({ channel_type }: { channel_type: string | undefined }) {
  const Icon = ICONS[channel_type ?? ''] ?? MessageCircle;
  return <Icon size={13} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />;
}
