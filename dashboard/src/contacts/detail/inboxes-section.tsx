import { CopyIcon } from '../../conversations/side-panel/copy-icon.tsx';
import { Section } from '../../ui/page.tsx';
import { channelName } from '../../words/channel-name.ts';
import { t } from '../../words/words.ts';
import type { ContactRecord } from '../contact-queries.ts';

interface InboxesSectionProps {
  links: NonNullable<ContactRecord['contact_inboxes']>;
}

/** The inboxes that somebody wrote to, with the address that they have there. */
export function InboxesSection({ links }: InboxesSectionProps) {
  if (links.length === 0) return null;
  return (
    <Section title={t('contacts.inboxes')}>
      <ul className="grid gap-2">
        {links.map(({ source_id, inbox }) => (
          <li key={`${inbox.id} ${source_id}`} className="flex min-w-0 items-center justify-between gap-2">
            <span className="grid min-w-0">
              <bdi className="truncate">{inbox.name}</bdi>
              <span className="truncate text-small text-ink-soft">{channelName(inbox.channel_type)}</span>
            </span>
            <CopyIcon text={source_id} what={t('contacts.sourceOf', { inbox: inbox.name })} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
