import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain';
  size?: 'usual' | 'small';
  /** Something started by it is under way: it keeps the focus and does nothing more. */
  busy?: boolean;
}

/** A button; `type="submit"` makes it send its form. */
export function Button({
  look = 'plain',
  size = 'usual',
  busy = false,
  className = '',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`button ${look} ${size} ${className}`}
    />
  );
}
