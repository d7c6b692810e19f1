import { flag } from '@porchlight/contract/fields';
import type { WorkingHours } from '@porchlight/contract/inboxes';
import * as z from 'zod';
import type { InboxRow } from './table.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Tells whether the inbox's hours, in its own time zone, say open at that moment. */
export function isOpenAt(
  { working_hours, timezone }: Pick<InboxRow, 'working_hours' | 'timezone'>,
  moment: Date,
): boolean {
  const { day_of_week, minute } = localTime(moment, timezone);
  const hours = working_hours.find((day) => day.day_of_week === day_of_week);
  if (!hours || hours.closed_all_day) return false;
  if (hours.open_all_day) return true;
  const opens = (hours.open_hour ?? 0) * 60 + (hours.open_minutes ?? 0);
  const closes = (hours.close_hour ?? 0) * 60 + (hours.close_minutes ?? 0);
  return minute >= opens && minute < closes;
}

function localTime(moment: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return {
    day_of_week: WEEKDAYS.indexOf(parts.weekday ?? ''),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

const whole = (max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,2}$/)
        .transform(Number),
    ])
    .refine((value) => value >= 0 && value <= max);
const wholeOrNone = (max: number) =>
  z.union([z.enum(['', 'null']).transform(() => null), z.null(), whole(max)]).optional();

const givenDay = z.object({
  day_of_week: whole(6),
  closed_all_day: flag.optional(),
  open_all_day: flag.optional(),
  open_hour: wholeOrNone(23),
  open_minutes: wholeOrNone(59),
  close_hour: wholeOrNone(23),
  close_minutes: wholeOrNone(59),
});

/** The hours with the days that are given in them; a day that makes no sense stays as it was. */
export function withDays(held: readonly WorkingHours[], given: readonly unknown[]): WorkingHours[] {
  const hours = [...held];
  for (const entry of given) {
    const parsed = givenDay.safeParse(entry);
    const place = hours.findIndex((day) => day.day_of_week === parsed.data?.day_of_week);
    const before = hours[place];
    if (!parsed.success || !before) continue;
    const day = wholeDay({ ...before, ...onlyGiven(parsed.data) });
    if (isSensible(day)) hours[place] = day;
  }
  return hours;
}

const onlyGiven = (day: z.output<typeof givenDay>) =>
  Object.fromEntries(Object.entries(day).filter(([, value]) => value !== undefined));

function wholeDay(day: WorkingHours): WorkingHours {
  if (!day.open_all_day) return day;
  return { ...day, open_hour: 0, open_minutes: 0, close_hour: 23, close_minutes: 59 };
}

function isSensible(day: WorkingHours): boolean {
  if (day.open_all_day && day.closed_all_day) return false;
  if (day.closed_all_day) return true;
  const { open_hour, open_minutes, close_hour, close_minutes } = day;
  if (open_hour === null || open_minutes === null || close_hour === null || close_minutes === null)
    return false;
  return close_hour * 60 + close_minutes > open_hour * 60 + open_minutes;
}
