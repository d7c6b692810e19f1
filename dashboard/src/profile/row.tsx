import type { ReactNode } from 'react';

/** A line of a list in a section. */
export function Row({ children }: { children: ReactNode }) {
  return <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">{children}</li>;
}

/** The id that programs use, at the end of a line. */
export function RowId({ children }: { children: ReactNode }) {
  return <span className="ms-auto text-small tabular-nums text-ink-soft">{children}</span>;
}
