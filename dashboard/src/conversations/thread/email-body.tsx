import { lazy, Suspense } from 'react';
import { Loading } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import type { Email } from './email.ts';
import { Markdown } from './markdown.tsx';

const EmailFrame = lazy(async () => ({ default: (await import('./email-frame.tsx')).EmailFrame }));

/** A mail: from whom to whom, what it says, and folded what it repeats. */
export function EmailBody({ email, content }: { email: Email; content: string }) {
  const { subject, from, to, cc, html, text, quoted_html, quoted_text } = email;
  const hasQuoted = quoted_html !== undefined || quoted_text !== undefined;
  return (
    <div className="grid min-w-0 gap-2" data-email>
      {subject !== undefined && (
        <p className="font-semibold wrap-anywhere" dir="auto">
          {subject}
        </p>
      )}
      <dl className="grid gap-0.5 text-small text-ink-soft">
        <Line label={t('thread.mailFrom')} value={from} />
        <Line label={t('thread.mailTo')} value={to} />
        <Line label={t('thread.mailCc')} value={cc} />
      </dl>
      <Part html={html} text={text ?? content} />
      {hasQuoted && (
        <details>
          <summary className="min-h-6 w-fit text-small text-accent">{t('thread.quotedMail')}</summary>
          <div className="pt-2">
            <Part html={quoted_html} text={quoted_text ?? ''} />
          </div>
        </details>
      )}
    </div>
  );
}

function Part({ html, text }: { html: string | undefined; text: string }) {
  if (html === undefined) return <Markdown source={text} />;
  return (
    <Suspense fallback={<Loading />}>
      <EmailFrame html={html} />
    </Suspense>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  if (value === '') return null;
  return (
    <div className="flex gap-1">
      <dt>{label}</dt>
      <dd className="wrap-anywhere">
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
