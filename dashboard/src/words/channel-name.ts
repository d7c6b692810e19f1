import { channels } from './en/channels.ts';

/** What people call the channel that the wire calls `Channel::…`; a channel without a word keeps its own name. */
export function channelName(channel_type: string): string {
  const names: Readonly<Record<string, string>> = channels;
  return names[channel_type] ?? channel_type.replace(/^Channel::/, '');
}
