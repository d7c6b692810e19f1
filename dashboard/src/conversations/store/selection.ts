import { Watched } from '../../app/watched.ts';

/** The conversations that are selected for a command, and the one from which a range is reckoned. */
interface Selection {
  ids: ReadonlySet<number>;
  anchor: number | undefined;
}

const NONE: Selection = { ids: new Set(), anchor: undefined };

export const selection = new Watched<Selection>(NONE);

export const clearSelection = () => selection.set(NONE);

/** Selects one, or takes it out. */
export function toggleSelected(id: number) {
  const ids = new Set(selection.get().ids);
  if (!ids.delete(id)) ids.add(id);
  selection.set({ ids, anchor: id });
}

/** Selects all rows from the anchor to this one, besides those selected already. */
export function selectThrough(id: number, rows: readonly number[]) {
  const { ids, anchor } = selection.get();
  const from = anchor === undefined ? -1 : rows.indexOf(anchor);
  const to = rows.indexOf(id);
  if (from < 0 || to < 0) return toggleSelected(id);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  selection.set({ ids: new Set([...ids, ...range]), anchor });
}

export const selectAll = (rows: readonly number[]) => selection.set({ ids: new Set(rows), anchor: rows[0] });

/** Leaves those selected that are still there, such as after some left the list. */
export function keepSelected(rows: readonly number[]) {
  const { ids, anchor } = selection.get();
  if (ids.size === 0) return;
  const here = new Set(rows);
  const kept = [...ids].filter((id) => here.has(id));
  if (kept.length < ids.size) selection.set({ ids: new Set(kept), anchor });
}
