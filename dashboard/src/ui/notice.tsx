import type { ReactNode } from 'react';

interface NoticeProps {
  tone: 'bad' | 'good' | 'plain';
  children: ReactNode;
}

/** A sentence that screen readers hear when it appears; a bad one interrupts. */
export function Notice({ tone, children }: NoticeProps) {
  return (
    <p className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
