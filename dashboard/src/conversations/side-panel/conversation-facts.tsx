import type { ContactState, ConversationState } from '@porchlight/client/state/desk';
import { useLive } from '../../app/live/use-live.ts';
import { useInboxes } from '../../app/queries.ts';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { CopyIcon } from './copy-icon.tsx';

interface ConversationFactsProps {
  conversation: ConversationState;
  contact: ContactState;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const words = (...parts: unknown[]) => parts.map(text).filter(Boolean).join(' ');

/** Systems that do not tell their version are said to have none, as `0`. */
const known = (version: unknown) => (text(version) === '0' ? '' : version);

/** Where and how the conversation began. */
export function ConversationFacts({ conversation, contact }: ConversationFactsProps) {
  const { id, inbox_id, created_at, additional_attributes: more } = conversation;
  const { account_id } = useLive();
  const inbox = useInboxes(account_id).find((each) => each.id === inbox_id);
  const { browser } = more;
  const referer = text(more.referer);
  const isLink = /^https?:\/\//i.test(referer);
  const facts = [
    { label: t('panel.inbox'), value: inbox?.name ?? '' },
    { label: t('panel.began'), value: formatMoment(created_at) },
    {
      label: t('panel.browser'),
      value: words(field(browser, 'browser_name'), field(browser, 'browser_version')),
    },
    {
      label: t('panel.system'),
      value: words(field(browser, 'platform_name'), known(field(browser, 'platform_version'))),
    },
    { label: t('panel.language'), value: text(more.browser_language) },
    { label: t('panel.ip'), value: text(contact.additional_attributes.created_at_ip) },
    { label: t('panel.subject'), value: text(more.mail_subject) },
  ].filter(({ value }) => value !== '');
  return (
    <dl className="grid gap-1.5 *:min-w-0">
      <Fact label={t('panel.id')}>
        <span className="grow">#{id}</span>
        <CopyIcon text={String(id)} what={t('panel.id')} />
      </Fact>
      {facts.map(({ label, value }) => (
        <Fact key={label} label={label}>
          <bdi className="wrap-anywhere">{value}</bdi>
        </Fact>
      ))}
      {referer !== '' && (
        <Fact label={t('panel.page')}>
          <bdi className="wrap-anywhere">
            {isLink ? (
              <a
                href={referer}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="text-accent underline"
              >
                {referer}
              </a>
            ) : (
              referer
            )}
          </bdi>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <dt className="w-20 shrink-0 text-small text-ink-soft">{label}</dt>
      <dd className="flex min-w-0 grow items-center gap-1">{children}</dd>
    </div>
  );
}
