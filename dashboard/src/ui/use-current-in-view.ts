import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls a row of links so that the one to the page that is open can be seen, whenever another one is open. */
export function useCurrentInView<Row extends HTMLElement>(): RefObject<Row | null> {
  const row = useRef<Row>(null);
  const shown = useRef<Element>(null);
  useEffect(() => {
    const current = row.current?.querySelector('[aria-current=page]') ?? null;
    if (current !== shown.current) current?.scrollIntoView({ inline: 'center', block: 'nearest' });
    shown.current = current;
  });
  return row;
}
