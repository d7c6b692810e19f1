import type { MessageState } from '@porchlight/client/state/desk';
import { useState } from 'react';
import { t } from '../../words/words.ts';
import { Attachments } from './attachments.tsx';
import { readEmail } from './email.ts';
import { EmailBody } from './email-body.tsx';
import { Markdown } from './markdown.tsx';
import { RichBody } from './rich-body.tsx';

/** What a message says, as what it is. */
export function MessageBody({ message }: { message: MessageState }) {
  const { content, content_attributes, attachments } = message;
  if (content_attributes.deleted === true)
    return <p className="text-ink-soft italic">{t('thread.deleted')}</p>;
  const email = readEmail(content_attributes);
  return (
    <>
      {email ? <EmailBody email={email} content={content ?? ''} /> : <Text message={message} />}
      <RichBody message={message} />
      {attachments.length > 0 && <Attachments attachments={attachments} />}
    </>
  );
}

/** The text, in the reader's language where somebody had it translated. */
function Text({ message: { content, content_attributes } }: { message: MessageState }) {
  const [isOriginal, setOriginal] = useState(false);
  const translated = translationOf(content_attributes.translations);
  const shown = translated !== undefined && !isOriginal ? translated : content;
  if (content_attributes.is_unsupported === true)
    return <p className="text-ink-soft italic">{t('thread.unsupported')}</p>;
  return (
    <>
      {shown && <Markdown source={shown} />}
      {translated !== undefined && (
        <button
          type="button"
          className="min-h-6 justify-self-start text-small text-accent underline"
          onClick={() => setOriginal(!isOriginal)}
        >
          {isOriginal ? t('thread.showTranslation') : t('thread.showOriginal')}
        </button>
      )}
    </>
  );
}

function translationOf(translations: unknown): string | undefined {
  if (typeof translations !== 'object' || translations === null) return undefined;
  const { lang } = document.documentElement;
  const all = Object.entries(translations).filter(([, text]) => typeof text === 'string');
  const mine = all.find(([language]) => language.replace('_', '-').split('-')[0] === lang.split('-')[0]);
  return (mine ?? all[0])?.[1];
}
