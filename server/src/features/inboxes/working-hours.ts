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
