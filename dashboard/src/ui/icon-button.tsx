import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { commandTip, type TipSide } from './tip.ts';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  icon: LucideIcon;
  /** Its name, shown when pointed at. */
  label: string;
  /** Shortcuts of the same command, the first one shown. */
  keys?: readonly string[];
  side?: TipSide;
  size?: 'usual' | 'small';
}

/** A button that is an icon. */
export function IconButton({
  icon: Icon,
  label,
  keys = [],
  side = 'bottom',
  size = 'usual',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...commandTip(label, keys, side)}
      aria-label={label}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-base text-ink-soft hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-pressed:bg-selected aria-pressed:text-ink disabled:opacity-50 aria-disabled:opacity-50',
        size === 'usual' ? 'size-8' : 'size-6',
        className,
      )}
    >
      <Icon size={size === 'usual' ? 18 : 16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
