import { Braces, Globe, type LucideIcon, MessageSquare } from 'lucide-react';
import { channelName } from '../../words/channel-name.ts';
import { aboutChannel, type ChannelForm, channelForms } from './channel-fields.ts';

/** The choice of a channel, all of those that there are. */
export function ChannelStep({ onChoose }: { onChoose(form: ChannelForm): void }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {channelForms.toReversed().map((form, index) => (
        <li key={form.wire_type}>
          <button
            type="button"
            // biome-ignore lint/a11y/noAutofocus: choosing is all that this step is for.
            autoFocus={index === 0}
            onClick={() => onChoose(form)}
            className="flex h-full w-full items-start gap-3 rounded-large border border-line-strong bg-surface p-4 text-start hover:bg-hover"
          >
            <ChannelIcon wire_type={form.wire_type} />
            <span className="grid gap-1">
              <span className="font-semibold">{channelName(form.channel_type)}</span>
              <span className="text-ink-soft">{aboutChannel(form)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const ICONS: Readonly<Record<string, LucideIcon>> = { web_widget: Globe, api: Braces };

function ChannelIcon({ wire_type }: Pick<ChannelForm, 'wire_type'>) {
  const Icon = ICONS[wire_type] ?? MessageSquare;
  return (
    <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-base bg-accent-ground text-accent">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}
