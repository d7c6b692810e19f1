import { FileX, SearchX, Users } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Skeleton } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { type ContactsSearch, isNarrowed, narrowedBy, onPage } from '../search.ts';
import { useShow } from './use-show.ts';

interface NobodyProps {
  search: ContactsSearch;
  /** How many contacts the list has, all of them on pages before this one. */
  count: number;
  onNew(): void;
}

/** Stands where there is no contact, and says what to do about it. */
export function Nobody({ search, count, onNew }: NobodyProps) {
  const show = useShow();
  if (count > 0)
    return (
      <EmptyState
        icon={FileX}
        title={t('contacts.pageEmpty')}
        text={t('contacts.pageEmptyHint')}
        action={<Button onClick={() => show(onPage(search, 1))}>{t('contacts.pageFirst')}</Button>}
      />
    );
  if (search.online)
    return <EmptyState icon={Users} title={t('contacts.nobodyOnline')} text={t('contacts.onlineHint')} />;
  if (isNarrowed(search))
    return (
      <EmptyState
        icon={SearchX}
        title={t('contacts.noMatch')}
        text={t('contacts.noMatchHint')}
        action={<Button onClick={() => show(narrowedBy(search, {}))}>{t('contacts.showAll')}</Button>}
      />
    );
  return (
    <EmptyState
      icon={Users}
      title={t('contacts.none')}
      text={t('contacts.noneHint')}
      action={
        <Button look="primary" onClick={onNew}>
          {t('contacts.new')}
        </Button>
      }
    />
  );
}

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Stands where contacts are on their way. */
export function RowsToCome() {
  return (
    <div role="status" className="grid gap-5 px-4 pt-4 sm:px-6">
      <span className="unseen">{t('ui.loading')}</span>
      {ROWS.map((row) => (
        <span key={row} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="ms-auto h-4 w-52 max-sm:hidden" />
        </span>
      ))}
    </div>
  );
}
