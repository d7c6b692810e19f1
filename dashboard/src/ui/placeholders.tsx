import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Notice } from './notice.tsx';

/** Stands where something is on its way. */
export function Loading() {
  return (
    <p className="p-4 text-ink-soft" role="status">
      {t('ui.loading')}
    </p>
  );
}

/** A grey bar in the size of what is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classNames('block rounded-base bg-hover animate-wait', className)} />
  );
}

interface FailureProps {
  sentence: string;
  onRetry?(): void;
}

/** What could not be shown, why, and the way to try again. */
export function Failure({ sentence, onRetry }: FailureProps) {
  return (
    <div className="grid justify-items-start gap-3">
      <Notice tone="bad">{sentence}</Notice>
      {onRetry && <Button onClick={onRetry}>{t('ui.retry')}</Button>}
    </div>
  );
}

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
}

/** Stands where there is nothing, and says what to do about it. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-sm justify-items-center gap-2 px-4 py-12 text-center">
      {Icon && <Icon size={28} strokeWidth={1.5} aria-hidden="true" className="text-ink-soft" />}
      <p className="font-semibold text-balance">{title}</p>
      {text !== undefined && <p className="text-ink-soft text-balance">{text}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
