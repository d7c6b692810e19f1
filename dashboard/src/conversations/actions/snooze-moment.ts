import { type SnoozeUnit, type SnoozeWords, snoozeWords } from './snooze-words.ts';

const MORNING = 9;
const NOON = 12;
const AFTERNOON = 15;
const EVENING = 18;

const UNITS: readonly SnoozeUnit[] = ['minute', 'hour', 'day', 'week', 'month'];

/** Text as it is compared: in small letters, without accents and other marks. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[,]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What was written, of which words are taken as they are understood. */
class Reading {
  private rest: string;

  constructor(text: string) {
    this.rest = plain(text);
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.rest);
    if (!found) return undefined;
    this.rest = `${this.rest.slice(0, found.index)} ${this.rest.slice(found.index + found[0].length)}`;
    return found;
  }

  /** Takes one of the words, the longest that stands there. */
  takeWord(words: readonly string[]): boolean {
    return words.length > 0 && this.take(new RegExp(wordsPattern(words), 'u')) !== undefined;
  }

  isEmpty(): boolean {
    return !/[\p{L}\p{N}]/u.test(this.rest);
  }
}

const escaped = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const CHINESE = /\p{Script=Han}/u;

/** Matches any of the words as a whole; where words are written without spaces, anywhere. */
function wordsPattern(words: readonly string[]): string {
  const any = words
    .map(plain)
    .sort((one, other) => other.length - one.length)
    .map(escaped)
    .join('|');
  return words.some((word) => CHINESE.test(word)) ? `(?:${any})` : `(?<![\\p{L}\\p{N}])(?:${any})(?!\\p{L})`;
}

/** A moment to come that is written in plain words, such as `tomorrow 9am`; nothing where it is not understood. */
export function readMoment(text: string, now: Date, locale: string): Date | undefined {
  for (const language of new Set([locale, 'en'])) {
    const moment = readIn(language, text, now);
    if (moment && moment > now) return moment;
  }
  return undefined;
}

function readIn(locale: string, text: string, now: Date): Date | undefined {
  const words = snoozeWords(locale);
  const reading = new Reading(text);
  const span = readSpan(reading, words, now);
  if (span) return reading.isEmpty() ? span : undefined;
  const isTonight = reading.takeWord(words.tonight);
  const part = isTonight ? EVENING : readPartOfDay(reading, words);
  const day = isTonight ? now : readDay(reading, { words, now, locale });
  const time = readTime(reading, part);
  if (!reading.isEmpty() || (!day && !time && part === undefined)) return undefined;
  const date = new Date(day ?? now);
  date.setHours(time?.hour ?? part ?? MORNING, time?.minute ?? 0, 0, 0);
  // A time alone is the next one.
  if (!day && date <= now) date.setDate(date.getDate() + 1);
  return date;
}

/** `in 3 hours`, `2 weeks`, `in an hour`. */
function readSpan(reading: Reading, words: SnoozeWords, now: Date): Date | undefined {
  for (const unit of UNITS) {
    const units = wordsPattern(words.units[unit]).replace('(?<![\\p{L}\\p{N}])', '');
    const ones = words.one.map(plain).map(escaped).join('|');
    const halves = words.half.map(plain).map(escaped).join('|');
    // A word stands apart from the unit, or "am" would be a minute; Chinese writes no spaces.
    const gap = '(?:(?<=[\\d\\p{Script=Han}])[\\s-]*|[\\s-]+)';
    const found = reading.take(
      new RegExp(`(?<![\\p{L}\\p{N}:.])(\\d{1,3}|${halves}|${ones})${gap}${units}`, 'u'),
    );
    if (!found) continue;
    reading.takeWord(words.within);
    const count = found[1] ?? '';
    if (/^\d/.test(count)) return later(now, unit, Number(count));
    const isHalf = words.half.some((half) => plain(half) === count);
    if (isHalf) return unit === 'hour' ? later(now, 'minute', 30) : undefined;
    return later(now, unit, 1);
  }
  return undefined;
}

function later(now: Date, unit: SnoozeUnit, count: number): Date {
  const date = new Date(now);
  if (unit === 'minute') date.setMinutes(date.getMinutes() + count);
  else if (unit === 'hour') date.setHours(date.getHours() + count);
  else if (unit === 'day') date.setDate(date.getDate() + count);
  else if (unit === 'week') date.setDate(date.getDate() + 7 * count);
  else date.setMonth(date.getMonth() + count);
  return date;
}

interface Setting {
  words: SnoozeWords;
  now: Date;
  locale: string;
}

function readDay(reading: Reading, { words, now, locale }: Setting): Date | undefined {
  const inDays = (days: number) => later(now, 'day', days);
  const iso = reading.take(/(\d{4})-(\d{1,2})-(\d{1,2})/);
  if (iso) return new Date(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  if (reading.takeWord(words.dayAfterTomorrow)) return inDays(2);
  const isNext = reading.takeWord(words.next);
  const weekday = readWeekday(reading, locale, now);
  if (weekday !== undefined) return inDays(weekday);
  if (isNext && reading.takeWord(words.units.week)) return inDays(daysUntil(1, now));
  if (isNext && reading.takeWord(words.units.month))
    return new Date(now.getFullYear(), now.getMonth() + 1, 1);
  if (isNext) return undefined;
  if (reading.takeWord(words.tomorrow)) return inDays(1);
  return reading.takeWord(words.today) ? now : readDate(reading, locale, now);
}

const daysUntil = (weekday: number, now: Date) => ((weekday - now.getDay() + 6) % 7) + 1;

/** In how many days the day of the week that is named comes next. */
function readWeekday(reading: Reading, locale: string, now: Date): number | undefined {
  const tag = locale.replace('_', '-');
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const names = (['long', 'short'] as const).map((weekday) =>
      new Intl.DateTimeFormat(tag, { weekday }).format(later(now, 'day', ahead)).replace(/\.$/, ''),
    );
    const shorter = names.flatMap((name) => [name, name.replace(/-feira$/, ''), name.replace('星期', '周')]);
    if (reading.takeWord(shorter)) return ahead;
  }
  return undefined;
}

/** `25 december`, `dec 25`. */
function readDate(reading: Reading, locale: string, now: Date): Date | undefined {
  const tag = locale.replace('_', '-');
  for (let month = 0; month < 12; month += 1) {
    const names = (['long', 'short'] as const).map((form) =>
      new Intl.DateTimeFormat(tag, { month: form, day: 'numeric' })
        .formatToParts(new Date(2026, month, 1))
        .filter(({ type }) => type === 'month')
        .map(({ value }) => value.replace(/\.$/, ''))
        .join(''),
    );
    const name = wordsPattern(names);
    const found =
      reading.take(new RegExp(`(\\d{1,2})\\.?\\s*(?:de\\s+)?${name}`, 'u')) ??
      reading.take(new RegExp(`${name}\\s*(\\d{1,2})`, 'u'));
    if (!found) continue;
    const date = new Date(now.getFullYear(), month, Number(found[1]));
    const isPast = date.getTime() + 86_400_000 <= now.getTime();
    return isPast ? new Date(now.getFullYear() + 1, month, Number(found[1])) : date;
  }
  return undefined;
}

interface Time {
  hour: number;
  minute: number;
}

const TIME =
  /(?<!\d)(\d{1,2})(?:\s*[:.h点時]\s*(\d{2})?)?\s*(am|pm|a\.m\.|p\.m\.|uhr|horas?|heures?|分|hs?)?(?![\p{L}\p{N}])/u;

function readTime(reading: Reading, part: number | undefined): Time | undefined {
  reading.take(FILLER);
  const found = reading.take(TIME);
  if (!found) return undefined;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  const half = found[3]?.replaceAll('.', '');
  if (half === 'am' && hour === 12) return { hour: 0, minute };
  const isLate = half === 'pm' || (half !== 'am' && (part ?? 0) >= AFTERNOON);
  return { hour: isLate && hour < 12 ? hour + 12 : hour, minute };
}

/** Words between day and hour that say nothing. */
const FILLER =
  /(?<![\p{L}\d]|\d )(?:at|on|um|am|gegen|a las|a la|as|a|le|el|الساعة|في|ב-|בשעה|ביום|يوم)(?=\s|\d|$)/u;

function readPartOfDay(reading: Reading, words: SnoozeWords): number | undefined {
  if (reading.takeWord(words.afternoon)) return AFTERNOON;
  if (reading.takeWord(words.noon)) return NOON;
  if (reading.takeWord(words.evening)) return EVENING;
  return reading.takeWord(words.morning) ? MORNING : undefined;
}
