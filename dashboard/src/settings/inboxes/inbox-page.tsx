import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ComponentType, useState } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import type { Inbox } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { channelName } from '../../words/channel-name.ts';
import { t, type WordKey } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';
import { BotTab } from './bot-tab.tsx';
import { ConfigurationTab } from './configuration-tab.tsx';
import { HoursTab } from './hours-tab.tsx';
import { inboxQuery, removeInbox } from './inbox-queries.ts';
import { PeopleTab } from './people-tab.tsx';
import { PreChatTab } from './pre-chat-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { SurveyTab } from './survey-tab.tsx';
import type { TabName, TabProps } from './tabs.ts';

const TABS: readonly {
  tab: TabName;
  label: WordKey;
  component: ComponentType<TabProps>;
  is?(inbox: Inbox): boolean;
}[] = [
  { tab: 'settings', label: 'inboxes.tabSettings', component: SettingsTab },
  { tab: 'people', label: 'inboxes.tabPeople', component: PeopleTab },
  { tab: 'hours', label: 'inboxes.tabHours', component: HoursTab },
  {
    tab: 'pre_chat',
    label: 'inboxes.tabPreChat',
    component: PreChatTab,
    is: (inbox) => inbox.pre_chat_form_options !== undefined,
  },
  { tab: 'configuration', label: 'inboxes.tabConfiguration', component: ConfigurationTab },
  { tab: 'survey', label: 'inboxes.tabSurvey', component: SurveyTab },
  { tab: 'bot', label: 'inboxes.tabBot', component: BotTab },
];

const route = getRouteApi('/accounts/$account_id/settings/inboxes/$inbox_id');

/** An inbox, and all that can be set about it. */
export function InboxPage() {
  const { account_id } = useLive();
  const { inbox_id } = route.useParams();
  const query = useQuery(inboxQuery(account_id, inbox_id));
  return (
    <Page
      title={query.data?.name ?? t('settings.navInboxes')}
      hint={query.data && channelName(query.data.channel_type)}
      actions={query.data && <RemoveInbox account_id={account_id} inbox={query.data} />}
    >
      <Answer query={query}>{(inbox) => <InboxTabs account_id={account_id} inbox={inbox} />}</Answer>
    </Page>
  );
}

function InboxTabs({ account_id, inbox }: TabProps) {
  const { tab = 'settings' } = route.useSearch();
  const shown = TABS.filter(({ is }) => is?.(inbox) ?? true);
  const open = shown.find((each) => each.tab === tab) ?? shown[0];
  const Content = open?.component;
  return (
    <>
      <TabLinks label={inbox.name}>
        {shown.map((each) => (
          <Link
            key={each.tab}
            from="/accounts/$account_id/settings/inboxes/$inbox_id"
            to="."
            search={{ tab: each.tab }}
            aria-current={each === open ? 'page' : undefined}
            activeProps={{}}
          >
            {t(each.label)}
          </Link>
        ))}
      </TabLinks>
      {Content && <Content key={inbox.id} account_id={account_id} inbox={inbox} />}
    </>
  );
}

function RemoveInbox({ account_id, inbox }: TabProps) {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = async () => {
    await removeInbox(account_id, inbox.id);
    await navigate({
      to: '/accounts/$account_id/settings/inboxes',
      params: { account_id },
      ignoreBlocker: true,
    });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('inboxes.remove')}</Button>
      <RemoveDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('inboxes.removeHeading', { name: inbox.name })}
        text={t('inboxes.removeText')}
        name={inbox.name}
        onConfirm={remove}
      />
    </>
  );
}
