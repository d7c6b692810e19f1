import { expect, test } from 'vitest';
import { readResolving, writeResolving } from './resolving.ts';

test.each([
  { minutes: 45, count: '45', unit: 'minutes' },
  { minutes: 90, count: '90', unit: 'minutes' },
  { minutes: 120, count: '2', unit: 'hours' },
  { minutes: 2880, count: '2', unit: 'days' },
])('$minutes minutes are shown as $count $unit, and saved as they were', ({ minutes, count, unit }) => {
  const shown = readResolving({ settings: { auto_resolve_after: minutes } });
  expect(shown).toMatchObject({ isOn: true, count, unit });
  expect(writeResolving(shown).auto_resolve_after).toBe(minutes);
});

test('without a time it is off, and saved as none', () => {
  const shown = readResolving({ settings: {} });
  expect(shown).toMatchObject({ isOn: false, count: '24', unit: 'hours' });
  expect(writeResolving(shown)).toMatchObject({ auto_resolve_after: null, auto_resolve_label: null });
});
