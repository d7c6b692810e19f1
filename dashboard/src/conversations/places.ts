import { useLocation } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import type { CacheSnapshot } from 'virtua';

/** Where somebody stood in what scrolls: the item at the top of the window, and how much of it lay above. */
export interface Place {
  /** Nothing where it rested: at the start of a list, at the end of a thread. */
  item: string | number | undefined;
  above_px: number;
  /** How high the items are, as far as they were seen, and which of them is the first. */
  heights?: { known: CacheSnapshot; first: string | undefined };
}

const PLACES_MAX = 500;

/** By entry of the browser's history, so that going back leads to where one was. */
const places = new Map<string, Place>();

const useName = (what: string) => `${useLocation({ select: ({ state }) => state.__TSR_key })} ${what}`;

/** Where somebody stood in it who comes back by the browser's history. */
export const useKnownPlace = (what: string): Place | undefined => places.get(useName(what));

interface Standing {
  /** Where it stands now; nothing while that cannot be told. */
  read(): Place | undefined;
  restore(place: Place): void;
}

/** Notes where it stands when something else opens, and stands there again when somebody comes back. */
export function usePlace(what: string, standing: Standing) {
  const name = useName(what);
  const now = useRef(standing);
  useLayoutEffect(() => {
    const known = places.get(name);
    if (known) now.current.restore(known);
    return () => remember(name, now.current.read());
  }, [name]);
  // After the one above, which is to note what stood there until now.
  useLayoutEffect(() => {
    now.current = standing;
  });
}

function remember(name: string, place: Place | undefined) {
  if (!place) return;
  places.delete(name);
  places.set(name, place);
  const [oldest] = places.keys();
  if (places.size > PLACES_MAX && oldest !== undefined) places.delete(oldest);
}
