import type { MessageState } from '@porchlight/client/state/desk';
import type { ReactNode } from 'react';
import { t } from '../../words/words.ts';
import { type RichItem, readRich, type Submitted } from './rich.ts';

/** Cards, choices, forms and surveys as they were sent, and what the customer answered. */
export function RichBody({ message }: { message: MessageState }) {
  const { items, submitted } = readRich(message);
  return (
    <>
      {items.length > 0 && (
        <ul dir="auto" className="grid gap-2" data-rich={message.content_type}>
          {items.map((item) => (
            <li key={item.key}>{itemOf(message.content_type, item)}</li>
          ))}
        </ul>
      )}
      {submitted.length > 0 && <Answers submitted={submitted} />}
    </>
  );
}

function itemOf(content_type: MessageState['content_type'], item: RichItem): ReactNode {
  if (content_type === 'input_select')
    return (
      <span
        className={`inline-block rounded-full border px-2.5 py-0.5 ${item.isChosen ? 'border-accent bg-accent-ground font-semibold text-accent' : 'border-line-strong'}`}
      >
        {item.title}
      </span>
    );
  return (
    <div dir="auto" className="grid gap-0.5 rounded-base border border-line bg-surface p-2">
      <p className="font-medium">{item.title}</p>
      {item.text !== '' && <p className="text-small text-ink-soft wrap-anywhere">{item.text}</p>}
      {item.actions.length > 0 && (
        <span className="flex flex-wrap gap-2 pt-1 text-small">
          {item.actions.map(({ text, address }) =>
            address === undefined ? (
              <span key={text} className="rounded-base border border-line px-2">
                {text}
              </span>
            ) : (
              <a
                key={text}
                href={address}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="inline-flex min-h-6 items-center text-accent underline wrap-anywhere"
              >
                {text}
              </a>
            ),
          )}
        </span>
      )}
    </div>
  );
}

function Answers({ submitted }: { submitted: readonly Submitted[] }) {
  return (
    <dl
      className="grid gap-1 rounded-base border-s-3 border-good bg-good-ground px-2 py-1 text-small"
      data-submitted
    >
      <dt className="font-medium text-good">{t('thread.answers')}</dt>
      {submitted.map(({ name, value }) => (
        <dd key={`${name} ${value}`} className="wrap-anywhere">
          {name !== '' && (
            <span className="text-ink-soft">
              <bdi>{name}</bdi>:{' '}
            </span>
          )}
          <bdi>{value}</bdi>
        </dd>
      ))}
    </dl>
  );
}
