import type { DeskState } from '@porchlight/client/state/desk';
import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type { Connection } from './cable.ts';
import type { Live } from './live.ts';
import type { Outbox } from './outbox/entry.ts';

export const LiveContext = createContext<Live | undefined>(undefined);

/** The account that is worked in; only below the pages of an account. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('There is no account here');
  return live;
}

/**
 * A part of what is known of the account; renders again when that part changes. What the selection answers must be the
 * same object as long as nothing of it changed, or be told equal by `isEqual`.
 */
export function useDesk<Part>(
  select: (state: DeskState) => Part,
  isEqual: (one: Part, other: Part) => boolean = Object.is,
): Part {
  const { store } = useLive();
  return useSelected(store, select, isEqual);
}

/** A part of what was written and is not confirmed yet. */
export function useOutbox<Part>(
  select: (outbox: Outbox) => Part,
  isEqual: (one: Part, other: Part) => boolean = Object.is,
): Part {
  const { outbox } = useLive();
  return useSelected(outbox, select, isEqual);
}

/** How we stand with the desk's socket. */
export function useConnection(): Connection {
  const { connection } = useLive();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** Counts the times that events may have been missed. Put it into the key of whatever is to be read again then. */
export function useGaps(): number {
  const { gaps } = useLive();
  return useSyncExternalStore(gaps.subscribe, gaps.get);
}

/** Whether both have the same items: for selections that make a list. */
export const hasSameItems = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, index) => Object.is(item, other[index]));

interface Source<Whole> {
  get(): Whole;
  subscribe(listener: () => void): () => void;
}

function useSelected<Whole, Part>(
  source: Source<Whole>,
  select: (whole: Whole) => Part,
  isEqual: (one: Part, other: Part) => boolean,
): Part {
  const last = useRef<{ part: Part } | undefined>(undefined);
  const read = () => {
    const part = select(source.get());
    if (!last.current || !isEqual(last.current.part, part)) last.current = { part };
    return last.current.part;
  };
  return useSyncExternalStore(source.subscribe, read);
}
