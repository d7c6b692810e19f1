import { expect, test } from 'vitest';
import { readMoment } from './snooze-moment.ts';

// A Thursday.
const NOW = new Date(2026, 10, 26, 10, 30);

/** The moment as `day hour:minute`, by the clock of this machine. */
function read(text: string, locale = 'en'): string | undefined {
  const moment = readMoment(text, NOW, locale);
  if (!moment) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

test.each([
  ['in 3 hours', '2026-11-26 13:30'],
  ['45 min', '2026-11-26 11:15'],
  ['in an hour', '2026-11-26 11:30'],
  ['half an hour', '2026-11-26 11:00'],
  ['in 2 weeks', '2026-12-10 10:30'],
  ['in a month', '2026-12-26 10:30'],
  ['tomorrow', '2026-11-27 09:00'],
  ['tomorrow 9am', '2026-11-27 09:00'],
  ['Tomorrow at 14:15', '2026-11-27 14:15'],
  ['tomorrow 12 am', '2026-11-27 00:00'],
  ['day after tomorrow noon', '2026-11-28 12:00'],
  ['tomorrow afternoon', '2026-11-27 15:00'],
  ['tonight', '2026-11-26 18:00'],
  ['tonight 8', '2026-11-26 20:00'],
  ['5pm', '2026-11-26 17:00'],
  ['9am', '2026-11-27 09:00'],
  ['monday', '2026-11-30 09:00'],
  ['next monday', '2026-11-30 09:00'],
  ['thursday', '2026-12-03 09:00'],
  ['fri 8:05', '2026-11-27 08:05'],
  ['next week', '2026-11-30 09:00'],
  ['next month', '2026-12-01 09:00'],
  ['25 dec', '2026-12-25 09:00'],
  ['Jan 2', '2027-01-02 09:00'],
  ['2026-12-01 10:00', '2026-12-01 10:00'],
])('“%s” is %s', (text, moment) => {
  expect(read(text)).toBe(moment);
});

test.each([
  ['de', 'morgen 9 Uhr', '2026-11-27 09:00'],
  ['de', 'übermorgen', '2026-11-28 09:00'],
  ['de', 'nächsten Montag', '2026-11-30 09:00'],
  ['de', 'in 3 Stunden', '2026-11-26 13:30'],
  ['de', 'in einer Stunde', '2026-11-26 11:30'],
  ['de', 'heute abend', '2026-11-26 18:00'],
  ['fr', 'demain 9h', '2026-11-27 09:00'],
  ['fr', 'demain à 14h30', '2026-11-27 14:30'],
  ['fr', 'lundi prochain', '2026-11-30 09:00'],
  ['fr', 'dans 2 semaines', '2026-12-10 10:30'],
  ['es', 'mañana a las 9', '2026-11-27 09:00'],
  ['es', 'próximo lunes', '2026-11-30 09:00'],
  ['es', 'dentro de 3 horas', '2026-11-26 13:30'],
  ['pt_BR', 'amanhã 9h', '2026-11-27 09:00'],
  ['pt_BR', 'próxima segunda', '2026-11-30 09:00'],
  ['pt_BR', 'em 3 horas', '2026-11-26 13:30'],
  ['zh_CN', '明天9点', '2026-11-27 09:00'],
  ['zh_CN', '3小时后', '2026-11-26 13:30'],
  ['zh_CN', '下周一', '2026-11-30 09:00'],
  ['zh_CN', '明天下午3点', '2026-11-27 15:00'],
  ['ar', 'غدا', '2026-11-27 09:00'],
  ['ar', 'بعد 3 ساعات', '2026-11-26 13:30'],
  ['he', 'מחר 9:00', '2026-11-27 09:00'],
  ['he', 'בעוד 3 שעות', '2026-11-26 13:30'],
])('in %s, “%s” is %s', (locale, text, moment) => {
  expect(read(text, locale)).toBe(moment);
});

test('English is understood in every language', () => {
  expect(read('next monday', 'he')).toBe('2026-11-30 09:00');
});

test.each(['', 'whenever', 'tomorrow maybe', 'in hours', '25:00', '99', 'yesterday'])(
  '“%s” is no moment',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);

test('what is past is no moment to wait for', () => {
  expect(read('2020-01-01')).toBeUndefined();
  expect(read('today 8am')).toBeUndefined();
});
