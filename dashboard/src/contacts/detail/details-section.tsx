import type { ContactState } from '@porchlight/client/state/desk';
import { CopyIcon } from '../../conversations/side-panel/copy-icon.tsx';
import { Address } from '../../ui/address.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { factsOf } from '../contact-facts.ts';

/** How somebody can be reached, and what is known of them. */
export function DetailsSection({ contact }: { contact: ContactState }) {
  const facts = factsOf(contact);
  return (
    <Section title={t('contacts.details')}>
      {facts.length === 0 && <p className="text-ink-soft">{t('panel.nothingKnown')}</p>}
      <dl className="grid gap-3 empty:hidden">
        {facts.map(({ label, value, address }) => (
          <div key={label} className="grid gap-0.5">
            <dt className="text-small text-ink-soft">{label}</dt>
            <dd className="flex min-w-0 items-start justify-between gap-2">
              <span className="min-w-0 wrap-anywhere whitespace-pre-line">
                {address === undefined ? (
                  <bdi>{value}</bdi>
                ) : (
                  <a href={address} className="text-accent underline-offset-4 hover:underline">
                    <Address text={value} />
                  </a>
                )}
              </span>
              <CopyIcon text={value} what={label} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
