import { expect, test } from 'vitest';
import type { WorkingDay } from '../wire/shapes.ts';
import { isWithin, opensAt } from './working-hours.ts';

const CLOSED = {
  closed_all_day: true,
  open_all_day: false,
  open_hour: null,
  open_minutes: null,
  close_hour: null,
  close_minutes: null,
};
const OPEN = {
  closed_all_day: false,
  open_all_day: false,
  open_hour: 9,
  open_minutes: 0,
  close_hour: 17,
  close_minutes: 30,
};

const weekOf = (timezone: string, change: Partial<Record<number, Partial<WorkingDay>>> = {}) => ({
  timezone,
  days: [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
    day_of_week,
    ...(day_of_week === 0 || day_of_week === 6 ? CLOSED : OPEN),
    ...change[day_of_week],
  })),
});

const berlin = weekOf('Europe/Berlin');

test.each([
  ['2026-09-21T06:59:00Z', false],
  ['2026-09-21T07:00:00Z', true],
  ['2026-09-21T15:29:00Z', true],
  ['2026-09-21T15:30:00Z', false],
  ['2026-09-20T10:00:00Z', false],
])('at %s somebody is there in Berlin: %s', (at, isThere) => {
  expect(isWithin(berlin, new Date(at))).toBe(isThere);
});

test('a day that is open all day has no end', () => {
  const week = weekOf('UTC', { 1: { open_all_day: true } });
  expect(isWithin(week, new Date('2026-09-21T23:59:00Z'))).toBe(true);
});

test.each([
  ['2026-09-21T05:00:30Z', '2026-09-21T07:00:00Z'],
  ['2026-09-21T16:00:00Z', '2026-09-22T07:00:00Z'],
  ['2026-09-25T16:00:00Z', '2026-09-28T07:00:00Z'],
  // The clocks go back in the night to 25 October, and forward in the night to 28 March.
  ['2026-10-23T16:00:00Z', '2026-10-26T08:00:00Z'],
  ['2027-03-26T17:00:00Z', '2027-03-29T07:00:00Z'],
])('at %s the next hours begin at %s', (at, begins) => {
  expect(opensAt(berlin, new Date(at))?.toISOString()).toBe(new Date(begins).toISOString());
});

test('a week without hours never begins', () => {
  expect(opensAt({ timezone: 'UTC', days: [] }, new Date())).toBeUndefined();
});
