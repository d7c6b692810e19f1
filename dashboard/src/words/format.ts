import { tagOf } from './locales.ts';
import { currentLanguage } from './words.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const made = new Map<string, unknown>();

// Making a formatter costs far more than using it.
function keep<Formatter>(name: string, make: (tag: string) => Formatter): Formatter {
  const tag = tagOf(currentLanguage().locale);
  const key = `${tag} ${name}`;
  const formatter = (made.get(key) as Formatter | undefined) ?? make(tag);
  made.set(key, formatter);
  return formatter;
}

/** A number as the reader writes it. */
export const formatNumber = (value: number) =>
  keep('number', (tag) => new Intl.NumberFormat(tag)).format(value);

/** A share of a hundred, as the reader writes it. */
export const formatPercent = (percent: number) =>
  keep('percent', (tag) => new Intl.NumberFormat(tag, { style: 'percent' })).format(percent / 100);

/** The time of day of a moment in Unix seconds. */
export const formatTime = (seconds: number) =>
  keep('time', (tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short' })).format(seconds * 1000);

/** The day of a moment in Unix seconds. */
export const formatDay = (seconds: number) =>
  keep('day', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })).format(seconds * 1000);

/** Day and time of a moment in Unix seconds. */
export const formatMoment = (seconds: number) =>
  keep('moment', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })).format(
    seconds * 1000,
  );

/** How long ago a moment in Unix seconds is, in few letters, such as `5 min. ago`; the day when it is long ago. */
export function formatAgo(seconds: number, now_ms = Date.now()): string {
  const ago = Math.max(0, Math.floor(now_ms / 1000) - seconds);
  const relative = keep(
    'ago',
    (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'narrow' }),
  );
  if (ago < MINUTE) return relative.format(0, 'second');
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute');
  if (ago < DAY) return relative.format(-Math.floor(ago / HOUR), 'hour');
  if (ago < 7 * DAY) return relative.format(-Math.floor(ago / DAY), 'day');
  return formatDay(seconds);
}

/** A text of others within a sentence of ours, each in its own direction: what `bdi` is where there are no elements. */
export const isolated = (text: string) => `\u2068${text}\u2069`;

/** Day and time of a moment to come in Unix seconds, in few letters: the day of the week says enough of the next ones. */
export function formatAhead(seconds: number, now_ms = Date.now()): string {
  const isNear = seconds - now_ms / 1000 < 6 * DAY;
  return keep(isNear ? 'near' : 'ahead', (tag) => {
    const day = isNear ? ({} as const) : ({ day: 'numeric', month: 'short' } as const);
    return new Intl.DateTimeFormat(tag, { weekday: 'short', ...day, hour: 'numeric', minute: '2-digit' });
  }).format(seconds * 1000);
}

/** Names one after the other, such as `Ana, Rui and Eva`. */
export const formatList = (items: readonly string[]) =>
  keep('list', (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(items);

// The first of January 2023 was a Sunday.
const SUNDAY_MS = Date.UTC(2023, 0, 1, 12);

/** The name of a day of the week; 0 is Sunday. */
export const formatWeekday = (day: number) =>
  keep('weekday', (tag) => new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })).format(
    SUNDAY_MS + day * DAY * 1000,
  );
