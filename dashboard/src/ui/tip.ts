export type TipSide = 'top' | 'bottom' | 'left' | 'right';

/** A word about what has none, shown when it is pointed at or has the focus, with its shortcut; spread into an element. */
export const tip = (text: string, keys?: string, side: TipSide = 'bottom') => ({
  'data-tip': text,
  'data-tip-keys': keys,
  'data-tip-side': side,
});
