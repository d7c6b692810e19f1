import type { ReactElement, ReactNode } from 'react';
import { late } from './layers/late.ts';
import { LateTrigger } from './layers/late-trigger.tsx';

const sheet = late(() => import('./layers/popover-sheet.tsx'));

interface PopoverProps {
  /** The button that opens it: an element that takes a ref and the props of a button. */
  trigger: ReactElement;
  /** Its name for screen readers. */
  label: string;
  open?: boolean;
  onOpenChange?(isOpen: boolean): void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  className?: string;
  children: ReactNode;
}

/** Something that opens beside a button. */
export function Popover({
  label,
  align = 'start',
  side = 'bottom',
  className,
  children,
  ...rest
}: PopoverProps) {
  return (
    <LateTrigger module={sheet} popup="dialog" {...rest}>
      {({ PopoverSheet }, opener) => (
        <PopoverSheet {...opener} label={label} align={align} side={side} className={className}>
          {children}
        </PopoverSheet>
      )}
    </LateTrigger>
  );
}
