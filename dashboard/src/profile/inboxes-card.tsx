import type { Client } from '@porchlight/client/sdk';
import { useCallback } from 'react';
import type { Membership } from '../app/people.ts';
import { useLoad } from '../app/use-load.ts';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { channelName } from '../words/channel-name.ts';
import { t } from '../words/words.ts';

type Inbox = Awaited<ReturnType<Client['inboxes']['list']>>['payload'][number];

interface InboxesCardProps {
  desk: Client;
  account: Membership;
}

/** The inboxes of the open account with what programs need to reach them. */
export function InboxesCard({ desk, account }: InboxesCardProps) {
  const question = useCallback(
    (asked: Client, signal: AbortSignal) => asked.inboxes.list({ account_id: account.id }, { signal }),
    [account.id],
  );
  const { loaded } = useLoad(desk, question);
  return (
    <Card title={t('profile.inboxes')} hint={t('profile.inboxesHint', { account: account.name })}>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failure sentence={loaded.sentence} onRetry={loaded.retry} />}
      {loaded.state === 'ready' && <InboxList inboxes={loaded.answer.payload} />}
    </Card>
  );
}

function InboxList({ inboxes }: { inboxes: readonly Inbox[] }) {
  if (inboxes.length === 0) return <p>{t('profile.noInboxes')}</p>;
  return (
    <ul className="rows">
      {inboxes.map((inbox) => (
        <InboxRow key={inbox.id} inbox={inbox} />
      ))}
    </ul>
  );
}

function InboxRow({ inbox }: { inbox: Inbox }) {
  const { id, name, channel_type, inbox_identifier } = inbox;
  return (
    <li className="row">
      <span className="row-name">
        <bdi>{name}</bdi>
      </span>
      <span className="row-id">{t('profile.inboxId', { id })}</span>
      <span className="row-note">{channelName(channel_type)}</span>
      {inbox_identifier !== undefined && (
        <div className="row-more">
          <span className="hint">{t('profile.identifier')}</span>
          <code dir="ltr">{inbox_identifier}</code>
          <CopyButton text={inbox_identifier} what={t('profile.identifierWhat', { inbox: name })} />
        </div>
      )}
    </li>
  );
}
