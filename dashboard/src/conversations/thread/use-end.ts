import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { CacheSnapshot, VirtualizerHandle } from 'virtua';
import { useKnownPlace, usePlace } from '../places.ts';
import type { ThreadRow } from './thread-rows.ts';

const NEAR_END_PX = 80;

/** Keeps the end in sight while it is in sight, and counts what comes below it otherwise. */
export function useEnd(conversation_id: number, rows: readonly ThreadRow[], isAnchored: boolean) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const isStuck = useRef(!isAnchored);
  const [unseen, setUnseen] = useState(0);
  const last = useRef(rows.at(-1)?.key);
  const [handle] = useState(() => {
    const jump = () => {
      const { current } = scroller;
      if (current) current.scrollTop = current.scrollHeight;
    };
    return {
      jump,
      toEnd: () => {
        isStuck.current = true;
        setUnseen(0);
        jump();
      },
      leave: () => {
        isStuck.current = false;
      },
      scrolled: () => {
        const { current } = scroller;
        if (!current) return;
        const below = current.scrollHeight - current.clientHeight - current.scrollTop;
        isStuck.current = below <= NEAR_END_PX;
        if (isStuck.current) setUnseen(0);
      },
    };
  });
  useLayoutEffect(() => {
    if (isStuck.current) virtualizer.current?.scrollToIndex(rows.length - 1, { align: 'end' });
    const from = rows.findIndex(({ key }) => key === last.current);
    const added = from < 0 ? 0 : rows.slice(from + 1).filter(({ kind }) => kind === 'message').length;
    last.current = rows.at(-1)?.key;
    if (!isStuck.current && added > 0) setUnseen((count) => count + added);
  }, [rows]);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const observer = new ResizeObserver(() => isStuck.current && handle.jump());
    observer.observe(current);
    if (current.lastElementChild) observer.observe(current.lastElementChild);
    return () => observer.disconnect();
  }, [handle]);
  useThreadPlace(conversation_id, rows, { scroller, virtualizer, isStuck });
  return { scroller, virtualizer, unseen, ...handle };
}

interface Stand {
  scroller: RefObject<HTMLElement | null>;
  virtualizer: RefObject<VirtualizerHandle | null>;
  /** Whether the end is kept in sight. */
  isStuck: RefObject<boolean>;
}

/** Whoever comes back by the history of the browser stands where they stood. */
function useThreadPlace(
  conversation_id: number,
  rows: readonly ThreadRow[],
  { scroller, virtualizer, isStuck }: Stand,
) {
  usePlace(placeOf(conversation_id), {
    read() {
      const { current } = virtualizer;
      if (!current || !scroller.current) return undefined;
      const heights = { known: current.cache, first: rows[0]?.key };
      if (isStuck.current) return { item: undefined, above_px: 0, heights };
      const { scrollTop } = scroller.current;
      const first = current.findItemIndex(scrollTop);
      return { item: rows[first]?.key, above_px: scrollTop - current.getItemOffset(first), heights };
    },
    restore({ item, above_px }) {
      const at = item === undefined ? rows.length - 1 : rows.findIndex(({ key }) => key === item);
      if (at < 0) return;
      isStuck.current = item === undefined;
      const align = item === undefined ? 'end' : 'start';
      virtualizer.current?.scrollToIndex(at, { align, offset: above_px });
    },
  });
}

/**
 * How high the rows were when somebody who comes back left them, so that they stand there at once: rows that are yet to
 * be measured would move what is in sight, and on a slow machine for good.
 */
export function useKnownHeights(
  conversation_id: number,
  rows: readonly ThreadRow[],
): CacheSnapshot | undefined {
  const heights = useKnownPlace(placeOf(conversation_id))?.heights;
  const [known] = useState(() => (heights?.first === rows[0]?.key ? heights?.known : undefined));
  return known;
}

/** Names where somebody stands in a thread. */
export const placeOf = (conversation_id: number) => `thread ${conversation_id}`;
