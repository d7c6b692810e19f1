import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../app/ask.ts';
import { useGaps, useLive } from '../../app/live/use-live.ts';
import { queryClient } from '../../app/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/placeholders.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { t } from '../../words/words.ts';
import { contactsQuery, PAGE_SIZE } from '../contact-queries.ts';
import { NewContact } from '../form/new-contact.tsx';
import { rememberList } from '../last-list.ts';
import { type ContactsSearch, filteredBy, narrowedBy, onPage } from '../search.ts';
import { Chips } from './chips.tsx';
import { ContactsTable, focusFirst } from './contacts-table.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import { Nobody, RowsToCome } from './list-states.tsx';
import { Pager } from './pager.tsx';
import { SegmentBar, SegmentTitle } from './segments.tsx';
import { Toolbar } from './toolbar.tsx';
import { useShow } from './use-show.ts';

const route = getRouteApi('/accounts/$account_id/contacts/');

/** The contacts of the account, page by page. */
export function ContactsPage() {
  const search = route.useSearch();
  const { account_id } = useLive();
  const query = usePage(search);
  const show = useShow();
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<'new' | 'filter'>();
  const close = () => setOpened(undefined);
  useEffect(() => rememberList(account_id, search), [account_id, search]);
  return (
    <div className="flex h-full min-w-0 flex-col">
      <header className="grid gap-3 px-4 pt-5 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-3">
          <SegmentTitle search={search} />
          <Button look="primary" className="ms-auto" onClick={() => setOpened('new')}>
            <Plus size={16} aria-hidden="true" />
            {t('contacts.new')}
          </Button>
        </div>
        <Toolbar
          search={search}
          openFilter={() => setOpened('filter')}
          onDown={() => focusFirst(list.current)}
        />
        <Chips search={search} />
        <SegmentBar search={search} />
        {/* Its line is that of the list below. */}
        <div className="-mb-px">
          <Tabs search={search} />
        </div>
      </header>
      <p role="status" className="unseen">
        {query.data && !query.isPlaceholderData && t('contacts.counted', { count: query.data.count })}
      </p>
      <div
        ref={list}
        className="relative min-h-0 grow overflow-y-auto border-t border-line bg-surface"
        data-scroll-restoration-id="contacts"
      >
        <Rows query={query} search={search} onNew={() => setOpened('new')} />
      </div>
      {query.data && <Pager search={search} count={query.data.count} />}
      {opened === 'new' && <NewContact onClose={close} />}
      {opened === 'filter' && (
        <FilterDialog
          conditions={search.filter ?? []}
          onClose={close}
          onApply={(filter) => {
            close();
            show(filteredBy(search, filter));
          }}
        />
      )}
    </div>
  );
}

/** The page that is shown, read again when events may have been missed; the next one is fetched ahead. */
function usePage(search: ContactsSearch) {
  const live = useLive();
  const gaps = useGaps();
  const query = useQuery(contactsQuery(live, search));
  const { refetch, data, isPlaceholderData } = query;
  const seen = useRef(gaps);
  useEffect(() => {
    if (seen.current === gaps) return;
    seen.current = gaps;
    void refetch();
  }, [gaps, refetch]);
  useEffect(() => {
    const { page = 1 } = search;
    if (data && !isPlaceholderData && data.count > page * PAGE_SIZE)
      void queryClient.prefetchQuery({
        ...contactsQuery(live, onPage(search, page + 1)),
        staleTime: AHEAD_MS,
      });
  }, [data, isPlaceholderData, live, search]);
  return query;
}

const AHEAD_MS = 30_000;

interface RowsProps {
  query: ReturnType<typeof usePage>;
  search: ContactsSearch;
  onNew(): void;
}

function Rows({ query, search, onNew }: RowsProps) {
  const { data, error, isPlaceholderData, refetch } = query;
  if (error)
    return (
      <div className="p-4 sm:px-6">
        <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />
      </div>
    );
  if (!data) return <RowsToCome />;
  if (data.rows.length === 0) return <Nobody search={search} count={data.count} onNew={onNew} />;
  return <ContactsTable search={search} rows={data.rows} isOld={isPlaceholderData} />;
}

function Tabs({ search }: { search: ContactsSearch }) {
  const { account_id } = useLive();
  const of = (isCurrent: boolean) => ({
    to: '/accounts/$account_id/contacts' as const,
    params: { account_id },
    // Of the addresses below, the router would take one for a part of the other.
    activeOptions: { exact: true },
    'aria-current': isCurrent ? ('page' as const) : undefined,
  });
  return (
    <TabLinks label={t('contacts.tabs')}>
      <Link {...of(!search.online)} search={narrowedBy(search, {})}>
        {t('contacts.all')}
      </Link>
      <Link {...of(search.online === true)} search={narrowedBy(search, { online: true })}>
        {t('contacts.online')}
      </Link>
    </TabLinks>
  );
}
