import { formatNumber } from '../words/format.ts';
import { t } from '../words/words.ts';
import type { Count } from './results.ts';

/** How many there are as it is written, such as `12`, or `12+` where there may be more. */
export function countText(count: Count | undefined): string {
  if (!count) return '';
  const text = formatNumber(count.count);
  return count.is_least ? t('search.atLeast', { count: text }) : text;
}
