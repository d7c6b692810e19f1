import { ariaKeys, isMac } from './keys.ts';

export type TipSide = 'top' | 'bottom' | 'left' | 'right';

/** A word about what has none, shown when it is pointed at or has the focus, with its shortcut; spread into an element. */
export const tip = (text: string, keys?: string, side: TipSide = 'bottom') => ({
  'data-tip': text,
  'data-tip-keys': keys,
  'data-tip-side': side,
});

/** The same for a button of a command with these shortcuts, which screen readers are told of, too. */
export const commandTip = (text: string, keys: readonly string[], side: TipSide = 'bottom') => ({
  ...tip(text, keys[0], side),
  'aria-keyshortcuts': ariaKeys(keys, isMac()),
});
