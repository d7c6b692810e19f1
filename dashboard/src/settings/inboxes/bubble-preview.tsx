import { MessageCircle } from 'lucide-react';
import { t } from '../../words/words.ts';
import type { ChannelValues } from './channel-fields.ts';
import { inkOn } from './ink-on.ts';

interface BubblePreviewProps {
  name: string;
  values: ChannelValues;
  greeting: string;
}

/** How the chat will look on the website: the head of its window, the first message, and the bubble. */
export function BubblePreview({ name, values, greeting }: BubblePreviewProps) {
  const { widget_color, welcome_title, welcome_tagline } = values;
  const colour = typeof widget_color === 'string' ? widget_color : '';
  const paint = (element: HTMLElement | null) => {
    element?.style.setProperty('background-color', colour);
    element?.style.setProperty('color', inkOn(colour));
  };
  return (
    <figure className="grid justify-items-end gap-3 rounded-large bg-sunken p-4">
      <figcaption className="w-full text-small text-ink-soft">{t('inboxes.preview')}</figcaption>
      <div className="w-full max-w-72 overflow-hidden rounded-large border border-line bg-surface">
        <div ref={paint} className="grid gap-1 p-4">
          <p className="min-h-5 font-semibold wrap-anywhere">
            <bdi>{typeof welcome_title === 'string' && welcome_title !== '' ? welcome_title : name}</bdi>
          </p>
          {typeof welcome_tagline === 'string' && welcome_tagline !== '' && (
            <p className="text-small wrap-anywhere">
              <bdi>{welcome_tagline}</bdi>
            </p>
          )}
        </div>
        {greeting !== '' && (
          <p className="m-3 rounded-base bg-hover px-3 py-2 text-small wrap-anywhere">
            <bdi>{greeting}</bdi>
          </p>
        )}
      </div>
      <span ref={paint} className="flex size-12 items-center justify-center rounded-full">
        <MessageCircle size={24} aria-hidden="true" />
      </span>
    </figure>
  );
}
