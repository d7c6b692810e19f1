import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const TONES = {
  plain: 'bg-sunken text-ink-soft border-line',
  accent: 'bg-accent-ground text-accent border-transparent',
  good: 'bg-good-ground text-good border-transparent',
  warn: 'bg-warn-ground text-warn border-transparent',
  bad: 'bg-bad-ground text-bad border-transparent',
  info: 'bg-info-ground text-info border-transparent',
} as const;

interface BadgeProps {
  tone?: keyof typeof TONES;
  className?: string;
  children: ReactNode;
}

/** A word or a number set apart. */
export function Badge({ tone = 'plain', className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex max-w-full items-center gap-1 rounded-full border px-1.5 text-tiny font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A label in the colour that its account gave it; the word stays readable whatever the colour is. */
export function LabelTag({ title, color }: { title: string; color: string | undefined }) {
  return (
    <Badge className="min-w-0">
      <span
        aria-hidden="true"
        className="size-2 shrink-0 rounded-full border border-line-strong bg-line-strong"
        ref={(dot) => dot?.style.setProperty('background-color', color ?? '')}
      />
      <bdi className="truncate">{title}</bdi>
    </Badge>
  );
}
