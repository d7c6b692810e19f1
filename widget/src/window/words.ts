import { signal } from '@preact/signals';
import type { WordKey, Words } from '../words/catalogue.ts';
import { LANGUAGES, languageOf } from '../words/languages.ts';
import { speakFor } from './wire/ask.ts';

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

/** The language that is shown, and its words; nothing until they came. */
const language = signal('en');
const words = signal<Words | undefined>(undefined);

export const hasWords = () => words.value !== undefined;

/** Shows another language. When its words cannot be loaded, the ones that are there stay. */
export async function speak(locale: string) {
  speakFor({ locale });
  const wanted = languageOf(locale);
  if (wanted === language.value && hasWords()) return;
  const loaded = await LANGUAGES[wanted]?.();
  if (!loaded) return;
  language.value = wanted;
  words.value = loaded.words;
  document.documentElement.lang = tagOf(wanted);
  document.documentElement.dir = RIGHT_TO_LEFT.includes(wanted) ? 'rtl' : 'ltr';
}

const tagOf = (name: string) => name.replace(/-(.+)/, (_, region: string) => `-${region.toUpperCase()}`);

type Values = Readonly<Record<string, string | number>>;

/** The sentence of that name in the visitor's language. */
export const t = (key: WordKey, values?: Values): string => fill(words.value?.[key] ?? '', values);

/** How many new messages there are, in words. */
export function tellNew(count: number): string {
  const forms = words.value?.newMessages;
  const form = forms?.[new Intl.PluralRules(language.value).select(count)] ?? forms?.other ?? '';
  return fill(form, { count });
}

const fill = (sentence: string, values: Values = {}) =>
  sentence.replaceAll(/\{(\w+)\}/g, (brace, name: string) => String(values[name] ?? brace));

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tagOf(language.value), options);

const DAY_MS = 86_400_000;

export const timeOf = (at: Date) => format({ hour: 'numeric', minute: '2-digit' }).format(at);

/** A day as one says it: today, yesterday, or its date. */
export function dayOf(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days <= 1)
    return capital(
      new Intl.RelativeTimeFormat(tagOf(language.value), { numeric: 'auto' }).format(-days, 'day'),
    );
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return format({ weekday: 'short', day: 'numeric', month: 'short', ...year }).format(at);
}

/** When something was, as briefly as a list needs it. */
export const shortTimeOf = (at: Date, now: Date) =>
  daysBetween(at, now) === 0 ? timeOf(at) : format({ day: 'numeric', month: 'short' }).format(at);

/** When something will be: its time, and its day unless that is today. */
export const comingTimeOf = (at: Date, now: Date) =>
  daysBetween(now, at) === 0
    ? timeOf(at)
    : format({ weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(at);

export function sizeOf(bytes: number): string {
  const isLarge = bytes >= 1024 * 1024;
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  const number = Math.max(bytes / (isLarge ? 1024 * 1024 : 1024), 0.1);
  const options = { style: 'unit', unit, maximumFractionDigits: number < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(tagOf(language.value), options).format(number);
}

function daysBetween(from: Date, to: Date): number {
  const [first, last] = [new Date(from), new Date(to)].map((day) => day.setHours(0, 0, 0, 0));
  return Math.round(((last ?? 0) - (first ?? 0)) / DAY_MS);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
