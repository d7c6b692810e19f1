import type { Inbox } from '../../app/queries.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { t } from '../../words/words.ts';
import { SecretLine, ValueLine } from '../secret-line.tsx';

/** What has to be put into a website or a program so that the inbox is reached. */
export function ConnectPanel({ inbox }: { inbox: Inbox }) {
  const { web_widget_script, inbox_identifier, secret } = inbox;
  return (
    <>
      {web_widget_script !== null && <Snippet script={web_widget_script} />}
      {inbox_identifier !== undefined && (
        <>
          <ValueLine
            label={t('inboxes.identifier')}
            hint={t('inboxes.identifierHint')}
            value={inbox_identifier}
          />
          <ValueLine
            label={t('inboxes.apiAddress')}
            value={`${location.origin}/public/api/v1/inboxes/${inbox_identifier}/contacts`}
          />
        </>
      )}
      {secret !== undefined && (
        <SecretLine label={t('inboxes.webhookSecret')} hint={t('inboxes.webhookSecretHint')} value={secret} />
      )}
    </>
  );
}

function Snippet({ script }: { script: string }) {
  return (
    <div className="grid gap-2">
      <p className="text-ink-soft">{t('inboxes.snippetHint')}</p>
      <pre
        dir="ltr"
        className="rounded-base border border-line bg-sunken p-3 font-mono text-small whitespace-pre-wrap wrap-anywhere"
      >
        {script}
      </pre>
      <div>
        <CopyButton text={script} what={t('inboxes.snippet')} />
      </div>
    </div>
  );
}
