import { expect, test } from 'vitest';
import { formatDuration } from './duration.ts';

test.each([
  [0, '1 min'],
  [119, '1 min'],
  [59 * 60, '59 min'],
  [60 * 60, '1 hr'],
  [2 * 3600 + 5 * 60, '2 hr 5 min'],
  [26 * 3600, '1 day 2 hr'],
  [-5, '1 min'],
])('%i seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
