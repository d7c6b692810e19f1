import { type ReactNode, useId } from 'react';

interface CardProps {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
}

/** A section of a page, named by its heading. */
export function Card({ title, hint, children }: CardProps) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
