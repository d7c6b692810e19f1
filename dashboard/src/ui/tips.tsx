import { late, useLate } from './layers/late.ts';

const sheet = late(() => import('./layers/tip-sheet.tsx'));

/** Where the words of `tip()` appear; once for the page. */
export function Tips() {
  const loaded = useLate(sheet);
  return loaded ? <loaded.TipSheet /> : null;
}
