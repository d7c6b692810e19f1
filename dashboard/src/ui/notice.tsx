import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const TONES = {
  bad: 'border-bad bg-bad-ground text-bad',
  good: 'border-good bg-good-ground text-good',
  warn: 'border-warn bg-warn-ground text-warn',
  plain: 'border-line-strong bg-sunken text-ink',
} as const;

interface NoticeProps {
  tone: keyof typeof TONES;
  children: ReactNode;
}

/** A sentence that screen readers hear when it appears; a bad one interrupts. */
export function Notice({ tone, children }: NoticeProps) {
  return (
    <p
      className={classNames('rounded-base border-s-3 px-3 py-2 wrap-anywhere', TONES[tone])}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      {/* What the desk itself says may be in another language than the page. */}
      <span dir="auto">{children}</span>
    </p>
  );
}
