import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface TableProps {
  /** Its name for screen readers. */
  label: string;
  head: readonly ReactNode[];
  children: ReactNode;
}

/** Rows and columns; wide ones scroll within themselves. */
export function Table({ label, head, children }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
      tabIndex={0}
      className="relative overflow-x-auto rounded-large border border-line bg-surface"
    >
      <table aria-label={label} className="w-full border-collapse text-start">
        <thead>
          <tr className="border-b border-line text-small text-ink-soft">
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move.
              <th key={index} scope="col" className="px-3 py-2 text-start font-medium whitespace-nowrap">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="*:border-b *:border-line *:last:border-b-0">{children}</tbody>
      </table>
    </section>
  );
}

/** A cell of a table. */
export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={classNames('px-3 py-2 align-middle', className)} />;
}
