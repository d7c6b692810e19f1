import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';

interface EntryCardProps {
  title: string;
  hint?: string;
  children: ReactNode;
  /** Ways to other pages. */
  footer?: ReactNode;
}

/** What the pages before the desk have in common: the lamp, and a card in the middle. */
export function EntryCard({ title, hint, children, footer }: EntryCardProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="grid min-h-full content-center justify-items-center gap-5 px-4 pt-6 pb-16"
    >
      <Brand />
      <div className="grid w-full max-w-sm gap-4 rounded-large border border-line bg-surface p-6 shadow-small">
        <div className="grid gap-1">
          <h1 className="text-title font-semibold">{title}</h1>
          {hint !== undefined && <p className="text-pretty text-ink-soft">{hint}</p>}
        </div>
        {children}
      </div>
      {footer !== undefined && (
        <div className="flex flex-wrap justify-center gap-x-5 gap-y-2 text-small *:min-h-6 *:text-accent *:underline *:underline-offset-4">
          {footer}
        </div>
      )}
    </main>
  );
}
