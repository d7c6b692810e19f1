import type { WorkingHours } from '@porchlight/contract/inboxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, makeAccount, makeUser, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { isOpenAt } from './working-hours.ts';

const closed = (day_of_week: number): WorkingHours => ({
  day_of_week,
  closed_all_day: true,
  open_hour: null,
  open_minutes: null,
  close_hour: null,
  close_minutes: null,
  open_all_day: false,
});
const open = (day_of_week: number, fields: Partial<WorkingHours> = {}): WorkingHours => ({
  day_of_week,
  closed_all_day: false,
  open_hour: 9,
  open_minutes: 0,
  close_hour: 17,
  close_minutes: 0,
  open_all_day: false,
  ...fields,
});
const week = [closed(0), ...[1, 2, 3, 4, 5].map((day) => open(day)), closed(6)];

const isOpen = (moment: string, timezone = 'UTC', working_hours = week) =>
  isOpenAt({ working_hours, timezone }, new Date(moment));

describe('the hours of a new inbox', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  afterAll(() => desk?.close());

  it('are nine to five on weekdays, and none on Saturday and Sunday', async () => {
    const account = await makeAccount(desk);
    const { token } = await makeUser(desk, account, 'administrator');
    const body = { name: 'Shop', channel: { type: 'api' } };
    const path = `/api/v1/accounts/${account.account.id}/inboxes`;
    expect((await ask(desk, 'POST', path, { token, body })).body.working_hours).toEqual(week);
  });
});

// 2 March 2026 is a Monday.
it('an inbox opens with the minute of opening', () => {
  expect(isOpen('2026-03-02T09:00:00Z')).toBe(true);
});

it('an inbox is closed in the minute before', () => {
  expect(isOpen('2026-03-02T08:59:59Z')).toBe(false);
});

it('an inbox is open in the last minute before closing', () => {
  expect(isOpen('2026-03-02T16:59:59Z')).toBe(true);
});

it('an inbox is closed from the minute of closing', () => {
  expect(isOpen('2026-03-02T17:00:00Z')).toBe(false);
});

it('minutes count, not only hours', () => {
  const hours = [open(1, { open_hour: 9, open_minutes: 30, close_hour: 9, close_minutes: 45 })];
  expect(isOpen('2026-03-02T09:29:00Z', 'UTC', hours)).toBe(false);
  expect(isOpen('2026-03-02T09:30:00Z', 'UTC', hours)).toBe(true);
  expect(isOpen('2026-03-02T09:45:00Z', 'UTC', hours)).toBe(false);
});

it('an inbox is closed on a day that is closed', () => {
  expect(isOpen('2026-03-01T12:00:00Z')).toBe(false);
});

it('a day that is closed stays closed although it has hours', () => {
  expect(isOpen('2026-03-02T12:00:00Z', 'UTC', [open(1, { closed_all_day: true })])).toBe(false);
});

it('a day that is open all day is open at midnight and a minute before the next', () => {
  const hours = [open(1, { open_all_day: true, open_hour: null, close_hour: null })];
  expect(isOpen('2026-03-02T00:00:00Z', 'UTC', hours)).toBe(true);
  expect(isOpen('2026-03-02T23:59:00Z', 'UTC', hours)).toBe(true);
});

it('a day without an entry is closed', () => {
  expect(isOpen('2026-03-02T12:00:00Z', 'UTC', [])).toBe(false);
});

it('the day is that of the time zone of the inbox: Monday morning in Tokyo is Sunday in London', () => {
  expect(isOpen('2026-03-02T00:30:00Z', 'Asia/Tokyo')).toBe(true);
  expect(isOpen('2026-03-02T00:30:00Z', 'Europe/London')).toBe(false);
});

it('Sunday evening in Honolulu is closed although it is Monday in London', () => {
  expect(isOpen('2026-03-02T09:30:00Z', 'Pacific/Honolulu')).toBe(false);
});

it('summer time moves the hours with the clock on the wall', () => {
  expect(isOpen('2026-07-06T08:00:00Z', 'Europe/Lisbon')).toBe(true);
  expect(isOpen('2026-03-02T08:00:00Z', 'Europe/Lisbon')).toBe(false);
});

it('midnight is minute 0 of the new day, not 24:00 of the old one', () => {
  const hours = [open(1, { open_hour: 0, open_minutes: 0, close_hour: 1, close_minutes: 0 })];
  expect(isOpen('2026-03-02T00:00:00Z', 'UTC', hours)).toBe(true);
});
