import { expect, test } from 'vitest';
import { dayName } from './day-line.tsx';

const at = (text: string) => new Date(text).getTime() / 1000;

test.each([
  ['2026-05-06T00:00:01', '2026-05-06T23:59:59', 'today'],
  ['2026-05-05T23:59:59', '2026-05-06T00:00:01', 'yesterday'],
  ['2026-05-04T23:59:59', '2026-05-06T00:00:01', 'May 4, 2026'],
  // The day on which the clocks of Europe change has 23 hours.
  ['2026-03-28T12:00:00', '2026-03-29T12:00:00', 'yesterday'],
  ['2027-01-01T12:00:00', '2026-12-31T12:00:00', 'Jan 1, 2027'],
])('what was written on %s is called at %s %s', (written, now, name) => {
  expect(dayName(at(written), new Date(now))).toBe(name);
});
