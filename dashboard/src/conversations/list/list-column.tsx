import { useNavigate } from '@tanstack/react-router';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useLive } from '../../app/live/use-live.ts';
import { classNames } from '../../ui/class-names.ts';
import { Failure } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { foldersPart } from '../parts.ts';
import type { ConversationsSearch } from '../search.ts';
import { useConversationList } from '../store/lists.ts';
import { filterOf, nameOf } from '../store/membership.ts';
import {
  clearSelection,
  keepSelected,
  selection,
  selectThrough,
  toggleSelected,
} from '../store/selection.ts';
import { ListChips } from './list-chips.tsx';
import { useListControl } from './list-control.ts';
import { ListHeader } from './list-header.tsx';
import { EmptyList, ListSkeleton } from './list-states.tsx';
import { ListTabs } from './list-tabs.tsx';
import { Rows } from './rows.tsx';
import { useFolders } from './use-folders.ts';
import { usePrefetch } from './use-prefetch.ts';
import { useSettled } from './use-settled.ts';

const FilterDialog = lazy(async () => {
  const [{ FilterDialog: component }] = await Promise.all([
    import('./filter-dialog.tsx'),
    // It brings the words as well.
    foldersPart.load(),
  ]);
  return { default: component };
});

interface ListColumnProps {
  search: ConversationsSearch;
  open_id: number | undefined;
  turn_id: number | undefined;
  setTurn(id: number): void;
  togglePanel(): void;
  className: string;
}

/** The list of conversations with all that narrows it. */
export function ListColumn(props: ListColumnProps) {
  const { search, open_id, className } = props;
  const filter = filterOf(search);
  const [isFiltering, setFiltering] = useState(false);
  const { list, shown } = useConversationList(filter);
  const { account_id } = useLive();
  const navigate = useNavigate();
  const show = (change: ConversationsSearch) => void navigate({ to: '.', search: { ...filter, ...change } });
  const clear = () =>
    void navigate({ to: '/accounts/$account_id/conversations', params: { account_id }, search: {} });
  const narrowing = { search, show };
  const folders = useFolders(search);
  const name = nameOf(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, another selection.
  useEffect(() => clearSelection, [name]);
  return (
    <section aria-label={t('conversations.title')} className={classNames('flex min-h-0 flex-col', className)}>
      <ListHeader {...narrowing} folders={folders} />
      {search.filter === undefined && (
        <div className="shrink-0">
          <ListTabs search={search} counts={shown.counts} />
        </div>
      )}
      <ListChips {...narrowing} />
      {folders && <folders.FolderBar {...narrowing} />}
      <BulkBar rows={shown.ids.length} />
      {shown.failure !== undefined && (
        <div className="p-3">
          <Failure sentence={shown.failure} onRetry={() => void list.again()} />
        </div>
      )}
      <ListBody
        key={name}
        {...props}
        list={list}
        ids={shown.ids}
        openFilter={() => setFiltering(true)}
        empty={
          shown.isRead || shown.failure !== undefined ? (
            shown.failure === undefined && <EmptyList {...narrowing} counts={shown.counts} clear={clear} />
          ) : (
            <ListSkeleton />
          )
        }
      />
      {isFiltering && (
        <Suspense>
          <FilterDialog conditions={search.filter ?? []} onClose={() => setFiltering(false)} show={show} />
        </Suspense>
      )}
      <span className="unseen" role="status">
        {open_id === undefined && shown.isRead && shown.counts
          ? t('conversations.listed', { count: shown.ids.length })
          : ''}
      </span>
    </section>
  );
}

interface ListBodyProps extends Omit<ListColumnProps, 'className'> {
  list: ReturnType<typeof useConversationList>['list'];
  ids: readonly number[];
  empty: React.ReactNode;
  openFilter(): void;
}

function ListBody({ list, ids, empty, search, turn_id, setTurn, ...rest }: ListBodyProps) {
  const { open_id: arrived_id, ...control } = rest;
  const [coming_id, setComing] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has come, or something else was opened meanwhile.
  useEffect(() => setComing(undefined), [arrived_id]);
  // What somebody opens is marked at once, and the next key goes on from there; its page comes a moment later.
  const open_id = coming_id ?? arrived_id;
  const handle = useRef<VirtualizerHandle>(null);
  const { ids: selected } = useSyncExternalStore(selection.subscribe, selection.get);
  const { rows, pointer } = useSettled(ids, open_id, selected);
  useListControl({ list, rows, search, open_id, turn_id, setTurn, setComing, handle, ...control });
  useEffect(() => keepSelected(rows), [rows]);
  const near = usePrefetch(rows, open_id);
  // The same for every row as long as the list is the same, so that a key renders two rows and not all of them.
  const name = nameOf(filterOf(search));
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say all of the filter.
  const filter = useMemo(() => filterOf(search), [name, search.folder]);
  const toggle = useCallback(
    (id: number, isRange: boolean) => {
      setTurn(id);
      if (isRange) selectThrough(id, rows);
      else toggleSelected(id);
    },
    [rows, setTurn],
  );
  const inTurn = turn_id !== undefined && rows.includes(turn_id) ? turn_id : (open_id ?? rows[0]);
  if (rows.length === 0) return <div className="flex min-h-0 grow flex-col">{empty}</div>;
  return (
    <Rows
      list={list}
      rows={rows}
      search={filter}
      open_id={open_id}
      turn_id={inTurn !== undefined && rows.includes(inTurn) ? inTurn : rows[0]}
      selected={selected}
      onToggle={toggle}
      onNear={near}
      onFocused={setTurn}
      handle={handle}
      pointer={pointer}
    />
  );
}
