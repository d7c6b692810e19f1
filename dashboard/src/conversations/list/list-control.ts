import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useScope } from '../../actions/scope.ts';
import { useLive } from '../../app/live/use-live.ts';
import { type ListControl, listScope } from '../actions/scopes.ts';
import type { ConversationsSearch } from '../search.ts';
import type { ConversationList } from '../store/conversation-list.ts';
import { filterOf } from '../store/membership.ts';
import { selectAll, selection, selectThrough, toggleSelected } from '../store/selection.ts';

interface ControlNeeds {
  list: ConversationList;
  rows: readonly number[];
  search: ConversationsSearch;
  open_id: number | undefined;
  /** The row with the focus, or the last one that had it. */
  turn_id: number | undefined;
  setTurn(id: number): void;
  /** Marks the row that is about to open. */
  setComing(id: number | undefined): void;
  handle: RefObject<VirtualizerHandle | null>;
  openFilter(): void;
  togglePanel(): void;
}

const NEAR_END = 10;

/** Lets commands move through the list, select in it and change what it shows. */
export function useListControl(needs: ControlNeeds): ListControl {
  const { list, rows, search, open_id, turn_id, setTurn, handle, openFilter, togglePanel } = needs;
  const navigate = useNavigate();
  const place = useLastPlace(rows, open_id);
  const open = useOpening(needs);
  const reveal = (index: number) => {
    handle.current?.scrollToIndex(index, { align: 'nearest' });
    if (index >= rows.length - NEAR_END) list.more();
  };
  const openBy = (step: number) => {
    const next = placeFrom({ rows, open_id, turn_id, last_place: place.current }, step);
    const id = rows[next];
    if (id === undefined) return;
    reveal(next);
    open(id);
  };
  const control: ListControl = {
    openBy,
    open,
    nextOf: (id) => {
      const at = rows.indexOf(id);
      return at >= 0 ? (rows[at + 1] ?? rows[at - 1]) : rows[Math.min(place.current, rows.length - 1)];
    },
    toggle: () => {
      const id = turn_id ?? open_id;
      if (id !== undefined) toggleSelected(id);
    },
    extendBy: (step) => {
      const from = turn_id ?? open_id ?? rows[0];
      if (from === undefined) return;
      if (selection.get().ids.size === 0) toggleSelected(from);
      const at = Math.max(0, Math.min(rows.length - 1, rows.indexOf(from) + step));
      const id = rows[at];
      if (id === undefined) return;
      setTurn(id);
      reveal(at);
      selectThrough(id, rows);
    },
    selectAll: () => selectAll(rows),
    hasSelection: () => selection.get().ids.size > 0,
    show: (change) => void navigate({ to: '.', search: { ...filterOf(search), ...change } }),
    search: () => search,
    openFilter,
    togglePanel,
  };
  useScope(listScope, control);
  return control;
}

/** Opens a conversation beside the list, or the list alone. */
function useOpening({ search, setTurn, setComing }: ControlNeeds) {
  const { account_id } = useLive();
  const navigate = useNavigate();
  return (id: number | undefined) => {
    const filter = filterOf(search);
    setComing(id);
    if (id === undefined) {
      void navigate({ to: '/accounts/$account_id/conversations', params: { account_id }, search: filter });
      return;
    }
    setTurn(id);
    void navigate({
      to: '/accounts/$account_id/conversations/$conversation_id',
      params: { account_id, conversation_id: id },
      search: filter,
    });
  };
}

interface Standing {
  rows: readonly number[];
  open_id: number | undefined;
  turn_id: number | undefined;
  last_place: number;
}

/** The place so many rows from the open conversation, or from the row in turn where none is open. */
function placeFrom({ rows, open_id, turn_id, last_place }: Standing, step: number): number {
  const from = open_id ?? turn_id;
  const at = from === undefined ? -1 : rows.indexOf(from);
  if (at >= 0) return at + step;
  if (open_id === undefined) return step > 0 ? 0 : rows.length - 1;
  // What is open has left the list: its place is taken by the row that stood below.
  return step > 0 ? last_place : last_place - 1;
}

/** Where in the list the open conversation stands, or stood before it left. */
function useLastPlace(rows: readonly number[], open_id: number | undefined) {
  const place = useRef(0);
  useEffect(() => {
    const at = open_id === undefined ? -1 : rows.indexOf(open_id);
    if (at >= 0) place.current = at;
  }, [rows, open_id]);
  return place;
}
