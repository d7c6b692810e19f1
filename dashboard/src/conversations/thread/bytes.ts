import { formatNumber } from '../../words/format.ts';

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** The size of a file, such as `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
  const value = bytes / 1000 ** step;
  return `${formatNumber(step === 0 ? value : Math.round(value * 10) / 10)}\u00a0${UNITS[step] ?? 'B'}`;
}
