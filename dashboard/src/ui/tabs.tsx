import type { ReactNode } from 'react';
import { useCurrentInView } from './use-current-in-view.ts';

/** Links that look like tabs: for parts that have an address. Give each `data-active` or `aria-current="page"`. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  const row = useCurrentInView<HTMLElement>();
  return (
    <nav
      ref={row}
      aria-label={label}
      className="flex overflow-x-auto border-b border-line *:-mb-px *:inline-flex *:min-h-9 *:items-center *:gap-1.5 *:border-b-2 *:border-transparent *:px-2.5 *:font-medium *:whitespace-nowrap *:text-ink-soft *:hover:text-ink *:aria-[current=page]:border-accent *:aria-[current=page]:text-ink"
    >
      {children}
    </nav>
  );
}
