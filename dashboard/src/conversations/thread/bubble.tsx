import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';

interface BubbleProps {
  side: 'theirs' | 'ours';
  isPrivate: boolean;
  isMarked?: boolean;
  /** The message that it answers, above. */
  above?: ReactNode;
  /** When and how far, below. */
  below?: ReactNode;
  /** What can be done with it, beside. */
  menu?: ReactNode;
  children: ReactNode;
}

/** What somebody wrote, on the side of whoever wrote it. */
export function Bubble({ side, isPrivate, isMarked = false, above, below, menu, children }: BubbleProps) {
  const isOurs = side === 'ours';
  return (
    <div
      className={classNames('group flex min-w-0 items-start gap-1', isOurs ? 'flex-row-reverse' : 'flex-row')}
    >
      <div
        className={classNames(
          'grid max-w-[min(85%,44rem)] min-w-0 gap-1 rounded-large border px-3 py-2',
          isPrivate && 'border-note-line bg-note-ground',
          !isPrivate && (isOurs ? 'border-transparent bg-accent-ground' : 'border-line bg-surface'),
          isMarked && 'outline-2 outline-accent',
        )}
      >
        {above}
        {children}
        {below}
      </div>
      {menu}
    </div>
  );
}
