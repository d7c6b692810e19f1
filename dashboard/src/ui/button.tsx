import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const LOOKS = {
  primary:
    'border-accent bg-accent text-on-accent not-disabled:hover:border-accent-strong not-disabled:hover:bg-accent-strong disabled:border-line disabled:bg-sunken disabled:text-ink-soft',
  plain: 'border-line-strong/60 bg-surface text-ink not-disabled:hover:bg-hover disabled:opacity-60',
  quiet: 'border-transparent bg-transparent text-ink not-disabled:hover:bg-hover disabled:opacity-60',
  danger:
    'border-bad bg-bad text-on-bad not-disabled:hover:opacity-90 disabled:border-line disabled:bg-sunken disabled:text-ink-soft',
} as const;

const SIZES = {
  usual: 'min-h-8 px-3 text-base gap-2',
  small: 'min-h-7 px-2 text-small gap-1.5',
  large: 'min-h-10 px-4 text-base gap-2',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  /** Something started by it is under way: it keeps the focus and does nothing more. */
  busy?: boolean;
}

/** A button; `type="submit"` makes it send its form. */
export function Button({
  look = 'plain',
  size = 'usual',
  busy = false,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-base border font-medium whitespace-nowrap select-none aria-disabled:cursor-progress aria-disabled:opacity-75',
        LOOKS[look],
        SIZES[size],
        className,
      )}
    />
  );
}
