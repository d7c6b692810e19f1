import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Inbox } from '../../app/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { t, type WordKey } from '../../words/words.ts';
import { ListRow, ROW_LINK, RowArrow, RowList } from '../row-list.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import type { TabName } from './tabs.ts';

interface DoneStepProps {
  account_id: number;
  inbox: Inbox;
}

/** The inbox is there: what is left to do outside the desk, and what else may be set. */
export function DoneStep({ account_id, inbox }: DoneStepProps) {
  // The button that led here is gone with its step.
  useEffect(() => document.getElementById('content')?.focus(), []);
  return (
    <>
      <Section title={t('inboxes.doneHeading', { name: inbox.name })}>
        <Notice tone="good">{t('inboxes.doneText')}</Notice>
        <ConnectPanel inbox={inbox} />
      </Section>
      <Rest account_id={account_id} inbox={inbox} />
    </>
  );
}

const REST: readonly { tab: TabName; label: WordKey; hint: WordKey; isOfWebsites?: boolean }[] = [
  { tab: 'hours', label: 'inboxes.tabHours', hint: 'inboxes.hoursHint' },
  { tab: 'pre_chat', label: 'inboxes.tabPreChat', hint: 'inboxes.preChatHint', isOfWebsites: true },
  { tab: 'configuration', label: 'inboxes.domains', hint: 'inboxes.domainsHint', isOfWebsites: true },
  { tab: 'configuration', label: 'inboxes.verification', hint: 'inboxes.verificationHint' },
  { tab: 'survey', label: 'inboxes.tabSurvey', hint: 'inboxes.surveyHint' },
];

/** The parts of the inbox that have a usual value and waited until now. */
function Rest({ account_id, inbox }: DoneStepProps) {
  const rest = REST.filter(({ isOfWebsites }) => !isOfWebsites || inbox.website_token !== null);
  return (
    <section className="grid gap-3">
      <h2 className="text-large font-semibold">{t('inboxes.doneRest')}</h2>
      <RowList label={t('inboxes.doneRest')}>
        {rest.map(({ tab, label, hint }) => (
          <ListRow
            key={label}
            name={
              <Link
                to="/accounts/$account_id/settings/inboxes/$inbox_id"
                params={{ account_id, inbox_id: inbox.id }}
                search={{ tab }}
                data-row-link
                className={ROW_LINK}
              >
                {t(label)}
              </Link>
            }
            detail={t(hint)}
            actions={<RowArrow />}
          />
        ))}
      </RowList>
    </section>
  );
}
