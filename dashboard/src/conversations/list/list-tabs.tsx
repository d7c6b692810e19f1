import { Link } from '@tanstack/react-router';
import { useLive } from '../../app/live/use-live.ts';
import { TabLinks } from '../../ui/tabs.tsx';
import { formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { type ConversationsSearch, tabs } from '../search.ts';
import type { TabCounts } from '../store/counts.ts';
import { filterOf, tabOf } from '../store/membership.ts';

const LABELS = {
  me: 'conversations.tabMine',
  unassigned: 'conversations.tabUnassigned',
  all: 'conversations.tabAll',
} as const;

interface ListTabsProps {
  search: ConversationsSearch;
  counts: TabCounts | undefined;
}

/** Mine, those of nobody, and all, with how many there are. */
export function ListTabs({ search, counts }: ListTabsProps) {
  const { account_id } = useLive();
  const shown = tabOf(search);
  return (
    <TabLinks label={t('conversations.tabs')}>
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="/accounts/$account_id/conversations"
          params={{ account_id }}
          search={{ ...filterOf(search), assignee_type: tab }}
          preload={false}
          aria-current={tab === shown ? 'page' : undefined}
          activeProps={{}}
          activeOptions={{ exact: true }}
        >
          {t(LABELS[tab])}
          {counts && <span className="text-small text-ink-soft">{formatNumber(counts[tab])}</span>}
        </Link>
      ))}
    </TabLinks>
  );
}
