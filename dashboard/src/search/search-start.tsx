import { Link } from '@tanstack/react-router';
import { History, Search, X } from 'lucide-react';
import { useId } from 'react';
import { useLive } from '../app/live/use-live.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { EmptyState } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import type { Recents } from './recents.ts';

interface SearchStartProps {
  recents: Recents;
  /** Something is typed, but not enough. */
  isTooShort: boolean;
}

/** What stands below the field before there is anything to find. */
export function SearchStart({ recents, isTooShort }: SearchStartProps) {
  const { list } = recents;
  if (isTooShort) return <p className="text-ink-soft">{t('search.tooShort')}</p>;
  if (list === undefined) return null;
  if (list.length > 0) return <RecentSearches recents={recents} list={list} />;
  return <EmptyState icon={Search} title={t('search.start')} text={t('search.startText')} />;
}

function RecentSearches({ recents, list }: { recents: Recents; list: readonly string[] }) {
  const { account_id } = useLive();
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id={id} className="font-semibold">
          {t('search.recent')}
        </h2>
        <Button look="quiet" size="small" onClick={recents.forgetAll}>
          {t('search.forgetAll')}
        </Button>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-surface">
        {list.map((q) => (
          <li key={q} className="flex items-center hover:bg-hover">
            <Link
              to="/accounts/$account_id/search"
              params={{ account_id }}
              search={{ q }}
              data-result=""
              onClick={() => recents.remember(q)}
              activeProps={{}}
              className="flex min-h-11 min-w-0 grow items-center gap-3 px-4 -outline-offset-2!"
            >
              <History size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
              <bdi className="truncate">{q}</bdi>
            </Link>
            <IconButton
              icon={X}
              size="small"
              label={t('search.forget', { q })}
              onClick={() => recents.forget(q)}
              className="me-3"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
