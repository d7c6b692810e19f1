import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { tip } from '../../ui/tip.ts';
import { formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { PAGE_SIZE } from '../contact-queries.ts';
import { type ContactsSearch, onPage } from '../search.ts';

interface PagerProps {
  search: ContactsSearch;
  count: number;
}

/** Which part of the list is shown, and the way to the next. */
export function Pager({ search, count }: PagerProps) {
  const { page = 1 } = search;
  const last = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const from = (page - 1) * PAGE_SIZE + 1;
  if (count <= PAGE_SIZE && page === 1) return null;
  // Whoever stands behind the last page, as the list became shorter, is led back to what there is.
  const before = page > 1 ? Math.min(page - 1, last) : undefined;
  const next = page < last ? page + 1 : undefined;
  return (
    <nav
      aria-label={t('contacts.pages')}
      className="flex items-center justify-between gap-3 border-t border-line bg-surface px-4 py-1.5 sm:px-6"
    >
      <p className="text-small text-ink-soft">
        {from > count
          ? t('contacts.counted', { count })
          : t('contacts.shown', {
              from: formatNumber(from),
              to: formatNumber(Math.min(from + PAGE_SIZE - 1, count)),
              all: formatNumber(count),
            })}
      </p>
      <div className="flex gap-1">
        <Step icon={ChevronLeft} label={t('contacts.pageBefore')} search={search} to={before} />
        <Step icon={ChevronRight} label={t('contacts.pageNext')} search={search} to={next} />
      </div>
    </nav>
  );
}

interface StepProps {
  icon: LucideIcon;
  label: string;
  search: ContactsSearch;
  /** Where it leads; nowhere at either end. */
  to: number | undefined;
}

function Step({ icon: Icon, label, search, to }: StepProps) {
  const { account_id } = useLive();
  const look = 'inline-flex size-8 items-center justify-center rounded-base border border-line';
  const sign = <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />;
  if (to === undefined)
    return (
      <span aria-hidden="true" className={`${look} text-ink-soft opacity-40`}>
        {sign}
      </span>
    );
  return (
    <Link
      to="/accounts/$account_id/contacts"
      params={{ account_id }}
      search={onPage(search, to)}
      {...tip(label, undefined, 'top')}
      aria-label={label}
      className={`${look} bg-surface text-ink hover:bg-hover`}
    >
      {sign}
    </Link>
  );
}
