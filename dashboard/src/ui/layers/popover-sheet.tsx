import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Opener } from './late-trigger.tsx';

interface PopoverSheetProps extends Opener {
  label: string;
  align: 'start' | 'center' | 'end';
  side: 'top' | 'bottom' | 'left' | 'right';
  /** With the padding that it wants. */
  className?: string | undefined;
  children: ReactNode;
}

/** Something that opens beside a button. */
export function PopoverSheet({
  trigger,
  label,
  align,
  side,
  className = 'p-3',
  children,
  ...rest
}: PopoverSheetProps) {
  return (
    <Radix.Root {...rest}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            'z-50 rounded-large border border-line bg-raised text-ink shadow-large animate-appear outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
