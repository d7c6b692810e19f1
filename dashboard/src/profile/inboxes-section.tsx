import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../app/ask.ts';
import type { Membership } from '../app/people.ts';
import { type Inbox, inboxesQuery } from '../app/queries.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Section } from '../ui/page.tsx';
import { Failure, Loading } from '../ui/placeholders.tsx';
import { channelName } from '../words/channel-name.ts';
import { t } from '../words/words.ts';
import { Row, RowId } from './row.tsx';

/** The inboxes of the open account with what programs need to reach them. */
export function InboxesSection({ account }: { account: Membership }) {
  const { data, error, refetch } = useQuery(inboxesQuery(account.id));
  return (
    <Section title={t('profile.inboxes')} hint={t('profile.inboxesHint', { account: account.name })}>
      {!data && !error && <Loading />}
      {!data && error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="text-ink-soft">{t('profile.noInboxes')}</p>}
      {data && data.length > 0 && (
        <ul className="-my-3 divide-y divide-line">
          {data.map((inbox) => (
            <InboxRow key={inbox.id} inbox={inbox} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function InboxRow({ inbox }: { inbox: Inbox }) {
  const { id, name, channel_type, inbox_identifier } = inbox;
  return (
    <Row>
      <bdi className="min-w-0 truncate font-medium">{name}</bdi>
      <RowId>{t('profile.inboxId', { id })}</RowId>
      <span className="text-small text-ink-soft">{channelName(channel_type)}</span>
      {inbox_identifier !== undefined && (
        <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-small text-ink-soft">{t('profile.identifier')}</span>
          <code dir="ltr" className="font-mono text-small wrap-anywhere">
            {inbox_identifier}
          </code>
          <CopyButton text={inbox_identifier} what={t('profile.identifierWhat', { inbox: name })} />
        </div>
      )}
    </Row>
  );
}
