import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/*
 * What layers are given, by the small code that stands in the page and to the large code that comes late.
 */

export interface MenuItemProps {
  icon?: LucideIcon | undefined;
  keys?: string | undefined;
  onSelect(): void;
  disabled?: boolean;
  tone?: 'plain' | 'bad';
  children: ReactNode;
}

export interface MenuChoicesProps {
  label: string;
  value: string;
  options: readonly MenuChoice[];
  onChange(value: string): void;
}

export interface MenuChoice {
  value: string;
  label: ReactNode;
  /** Where it leads, for another tab of the browser. */
  href?(): string;
}

export interface MenuSwitchProps {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
}

export interface SubMenuProps {
  icon?: LucideIcon;
  label: ReactNode;
  children: ReactNode;
}

export interface DialogProps {
  open: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  /** Said under the title, and to screen readers when it opens. */
  hint?: ReactNode;
  /** Keeps the title for screen readers alone. */
  isBare?: boolean;
  width?: 'narrow' | 'usual' | 'wide';
  /** Buttons, the one to press first. */
  footer?: ReactNode;
  children?: ReactNode;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  /** Such as taking it back. */
  action?: { label: string; run(): void };
  shown_ms: number;
  /** Called when it goes away, by itself or by the reader. */
  onGone?: () => void;
}
