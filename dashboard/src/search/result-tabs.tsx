import { Link } from '@tanstack/react-router';
import { useLive } from '../app/live/use-live.ts';
import { TabLinks } from '../ui/tabs.tsx';
import { t } from '../words/words.ts';
import { countText } from './count-text.ts';
import { groups, type Tab } from './place.ts';
import type { Found } from './use-found.ts';

interface ResultTabsProps {
  q: string;
  tab: Tab;
  found: Found;
}

/** Everything, or one group, with how much there is of each. */
export function ResultTabs({ q, tab, found }: ResultTabsProps) {
  const { account_id } = useLive();
  return (
    <TabLinks label={t('search.tabs')}>
      <Link
        to="/accounts/$account_id/search"
        params={{ account_id }}
        search={{ q }}
        preload={false}
        // Its address begins those of the others.
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{}}
        aria-current={tab === 'all' ? 'page' : undefined}
      >
        {t('search.all')}
      </Link>
      {groups.map((group) => (
        <Link
          key={group}
          to="/accounts/$account_id/search/$group"
          params={{ account_id, group }}
          search={{ q }}
          preload={false}
          activeProps={{}}
          aria-current={tab === group ? 'page' : undefined}
        >
          {t(`search.${group}`)}
          <span className="text-small text-ink-soft tabular-nums max-sm:hidden">
            {!found[group].isOld && countText(found[group].count)}
          </span>
        </Link>
      ))}
    </TabLinks>
  );
}
