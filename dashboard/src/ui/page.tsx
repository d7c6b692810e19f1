import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

interface PageProps {
  title: string;
  hint?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  width?: 'usual' | 'wide';
  children: ReactNode;
}

/** A page that scrolls as a whole, as settings do: a title, and sections below it. */
export function Page({ title, hint, actions, width = 'usual', children }: PageProps) {
  return (
    <div className="h-full scroll-pt-4 scroll-pb-24 overflow-y-auto">
      <div
        className={classNames(
          'mx-auto grid gap-5 px-4 pt-6 pb-16 *:min-w-0 sm:px-8',
          width === 'usual' ? 'max-w-3xl' : 'max-w-6xl',
        )}
      >
        <header className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid grow basis-48 gap-1">
            <h1 className="text-title font-semibold">{title}</h1>
            {hint !== undefined && <p className="text-pretty text-ink-soft">{hint}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

interface SectionProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page, named by its heading. */
export function Section({ title, hint, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 rounded-large border border-line bg-surface p-4 *:min-w-0 sm:p-5"
    >
      <div className="flex flex-wrap items-start justify-between gap-3 sm:flex-nowrap">
        <div className="grid gap-0.5">
          <h2 id={id} className="text-large font-semibold">
            {title}
          </h2>
          {hint !== undefined && <p className="text-small text-ink-soft">{hint}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2 sm:shrink-0">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
