import { type RefObject, useLayoutEffect } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { type Place, usePlace } from '../places.ts';
import type { ConversationList } from '../store/conversation-list.ts';

interface ListNeeds {
  list: ConversationList;
  /** Names what is listed. */
  name: string;
  rows: readonly number[];
  box: RefObject<HTMLElement | null>;
  handle: RefObject<VirtualizerHandle | null>;
}

/** A list stands where it was left, and where it stood in the history when somebody goes back. */
export function useListPlace({ list, name, rows, box, handle }: ListNeeds) {
  useLayoutEffect(() => {
    box.current?.scrollTo({ top: list.scroll_offset });
  }, [list, box]);
  usePlace(`list ${name}`, {
    read: () => placeIn(box.current, rows, handle.current),
    restore: (place) => standAt(place, box.current, rows, handle.current),
  });
}

function placeIn(
  box: HTMLElement | null,
  rows: readonly number[],
  handle: VirtualizerHandle | null,
): Place | undefined {
  // While it is hidden, it stands nowhere.
  if (!box || !handle || box.clientHeight === 0) return undefined;
  const { scrollTop } = box;
  if (scrollTop < 1) return { item: undefined, above_px: 0 };
  const first = handle.findItemIndex(scrollTop);
  return { item: rows[first], above_px: scrollTop - handle.getItemOffset(first) };
}

function standAt(
  { item, above_px }: Place,
  box: HTMLElement | null,
  rows: readonly number[],
  handle: VirtualizerHandle | null,
) {
  const row = item === undefined ? 0 : rows.indexOf(Number(item));
  if (!box || !handle || row < 0) return;
  box.scrollTop = handle.getItemOffset(row) + above_px;
}
