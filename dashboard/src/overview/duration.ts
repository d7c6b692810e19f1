import { tagOf } from '../words/locales.ts';
import { currentLanguage } from '../words/words.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = 'day' | 'hour' | 'minute';

/** How long something lasts, in its two greatest units, such as `2 hr 5 min`; what is under a minute is one. */
export function formatDuration(seconds: number): string {
  const minutes = Math.max(1, Math.floor(seconds / MINUTE));
  if (minutes < 60) return written(minutes, 'minute');
  const hours = Math.floor(seconds / HOUR);
  if (hours < 24) return joined([hours, 'hour'], [minutes % 60, 'minute']);
  return joined([Math.floor(seconds / DAY), 'day'], [hours % 24, 'hour']);
}

const joined = (...parts: [number, Unit][]) =>
  parts.flatMap(([value, unit]) => (value > 0 ? [written(value, unit)] : [])).join(' ');

const written = (value: number, unit: Unit) =>
  new Intl.NumberFormat(tagOf(currentLanguage().locale), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(value);
