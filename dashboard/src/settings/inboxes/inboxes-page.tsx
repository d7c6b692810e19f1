import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox as InboxIcon } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { inboxesQuery } from '../../app/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { channelName } from '../../words/channel-name.ts';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { LINK_BUTTON } from '../link-button.ts';
import { ListRow, ROW_LINK, RowArrow, RowList } from '../row-list.tsx';

/** Where conversations arrive. */
export function InboxesPage() {
  const { account_id } = useLive();
  const query = useQuery(inboxesQuery(account_id));
  const add = (
    <Link to="/accounts/$account_id/settings/inboxes/new" params={{ account_id }} className={LINK_BUTTON}>
      {t('inboxes.add')}
    </Link>
  );
  return (
    <Page title={t('settings.navInboxes')} hint={t('inboxes.hint')} actions={add}>
      <Answer query={query}>
        {(inboxes) =>
          inboxes.length === 0 ? (
            <EmptyState icon={InboxIcon} title={t('inboxes.empty')} text={t('inboxes.emptyText')} />
          ) : (
            <RowList label={t('settings.navInboxes')}>
              {inboxes.map(({ id, name, avatar_url, channel_type }) => (
                <ListRow
                  key={id}
                  mark={<Avatar name={name} picture={avatar_url} />}
                  name={
                    <Link
                      to="/accounts/$account_id/settings/inboxes/$inbox_id"
                      params={{ account_id, inbox_id: id }}
                      data-row-link
                      className={ROW_LINK}
                    >
                      <bdi>{name}</bdi>
                    </Link>
                  }
                  detail={channelName(channel_type)}
                  actions={<RowArrow />}
                />
              ))}
            </RowList>
          )
        }
      </Answer>
    </Page>
  );
}
