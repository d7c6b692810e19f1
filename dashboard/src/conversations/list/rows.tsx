import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useLive } from '../../app/live/use-live.ts';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';
import type { ConversationList } from '../store/conversation-list.ts';
import { nameOf } from '../store/membership.ts';
import { Row } from './row.tsx';
import { useListPlace } from './use-list-place.ts';

const ROW_PX = 84;
const NEAR_END = 10;

interface RowsProps {
  list: ConversationList;
  rows: readonly number[];
  search: ConversationsSearch;
  open_id: number | undefined;
  /** The row that the Tab key comes to. */
  turn_id: number | undefined;
  selected: ReadonlySet<number>;
  onToggle(id: number, isRange: boolean): void;
  /** A row got the focus or is pointed at. */
  onNear(id: number): void;
  onFocused(id: number): void;
  handle: RefObject<VirtualizerHandle | null>;
  pointer: { onPointerOver(event: PointerEvent): void; onPointerLeave(): void };
}

/** The rows of a list, of which the page holds those in sight. */
export function Rows({ list, rows, search, handle, pointer, onNear, onFocused, ...rest }: RowsProps) {
  const { account_id } = useLive();
  const { open_id, turn_id, selected, onToggle } = rest;
  const box = useRef<HTMLDivElement>(null);
  const turn = turn_id === undefined ? -1 : rows.indexOf(turn_id);
  useListPlace({ list, name: nameOf(search), box, rows, handle });
  const count = rows.length;
  // A window that all the rows fit in has nothing to scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows there may be enough.
  useEffect(() => readOn(box.current, list), [count, list]);
  const near = (event: { target: EventTarget }) => {
    const id = rowOf(event.target);
    if (id !== undefined) onNear(id);
    return id;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows go from link to link, as Tab does.
    <div
      ref={box}
      className="min-h-0 grow overflow-y-auto overscroll-contain"
      onScroll={({ currentTarget }) => scrolled(currentTarget, list)}
      onKeyDown={(event) => moveFocus(event, rows, handle)}
      onFocus={(event) => {
        const id = near(event);
        if (id !== undefined) onFocused(id);
      }}
      onPointerOver={(event) => {
        pointer.onPointerOver(event);
        near(event);
      }}
      onPointerLeave={pointer.onPointerLeave}
      onClick={(event) => selectByShift(event, onToggle)}
    >
      <ListOf label={t('conversations.list')}>
        <Virtualizer
          ref={handle}
          scrollRef={box}
          as="ul"
          item="li"
          itemSize={ROW_PX}
          data={rows as number[]}
          {...(turn >= 0 ? { keepMounted: [turn] } : {})}
        >
          {(id) => (
            <Row
              key={id}
              id={id}
              account_id={account_id}
              search={search}
              isOpen={id === open_id}
              isSelected={selected.has(id)}
              isInTurn={id === turn_id}
              onToggle={onToggle}
            />
          )}
        </Virtualizer>
      </ListOf>
    </div>
  );
}

/** Notes where the list is, and reads on near its end. */
function scrolled(box: HTMLElement, list: ConversationList) {
  // While it is hidden, it stands nowhere.
  if (box.clientHeight === 0) return;
  list.scroll_offset = box.scrollTop;
  readOn(box, list);
}

/** Reads on where the window is near the end of what was read. */
function readOn(box: HTMLElement | null, list: ConversationList) {
  if (!box || box.clientHeight === 0) return;
  const left = box.scrollHeight - box.scrollTop - box.clientHeight;
  if (left < NEAR_END * ROW_PX) list.more();
}

/** With Shift, a click selects the rows up to there; browsers would open another window. */
function selectByShift(event: MouseEvent, onToggle: RowsProps['onToggle']) {
  const id = rowOf(event.target);
  if (id === undefined || !event.shiftKey) return;
  event.preventDefault();
  if (!(event.target instanceof Element && event.target.closest('button'))) onToggle(id, true);
}

const ListOf = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <section aria-label={label}>{children}</section>
);

function rowOf(target: EventTarget): number | undefined {
  if (!(target instanceof Element)) return undefined;
  const row = target.closest<HTMLElement>('[data-row]');
  return row ? Number(row.dataset.row) : undefined;
}

function moveFocus(
  event: KeyboardEvent,
  rows: readonly number[],
  handle: RefObject<VirtualizerHandle | null>,
) {
  const id = rowOf(event.target);
  if (id === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = rows.indexOf(id);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const place = places[event.key];
  const next = place === undefined ? undefined : rows[place];
  if (place === undefined) return;
  event.preventDefault();
  if (next === undefined) return;
  const box = event.currentTarget;
  handle.current?.scrollToIndex(place, { align: 'nearest' });
  focusRow(box, next);
}

const TRIES = 10;

/** Gives a row the focus once it is in the page. */
function focusRow(box: ParentNode, id: number, tries = TRIES) {
  const link = box.querySelector<HTMLElement>(`[data-row="${id}"] a`);
  if (link) link.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusRow(box, id, tries - 1));
}
