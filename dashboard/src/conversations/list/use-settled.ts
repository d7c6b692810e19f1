import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { settle } from '../store/order.ts';

/**
 * The rows in order, where what is pointed at, open or selected keeps its place as long as the pointer is in the list.
 */
export function useSettled(
  ids: readonly number[],
  open_id: number | undefined,
  selected: ReadonlySet<number>,
) {
  const shown = useRef(ids);
  const pointed = useRef<number | undefined>(undefined);
  const isInside = useRef(false);
  const [leaves, setLeaves] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the pointer leaves, nothing is held any more.
  const rows = useMemo(() => {
    const held = [...selected, pointed.current, open_id].filter((id) => id !== undefined);
    shown.current = isInside.current ? settle(shown.current, ids, new Set(held)) : ids;
    return shown.current;
  }, [ids, open_id, leaves]);
  const onPointerOver = ({ target, pointerType }: PointerEvent) => {
    if (pointerType !== 'mouse' || !(target instanceof Element)) return;
    isInside.current = true;
    const row = target.closest<HTMLElement>('[data-row]');
    pointed.current = row ? Number(row.dataset.row) : undefined;
  };
  const onPointerLeave = () => {
    if (!isInside.current) return;
    isInside.current = false;
    pointed.current = undefined;
    setLeaves((count) => count + 1);
  };
  return { rows, pointer: { onPointerOver, onPointerLeave } };
}
