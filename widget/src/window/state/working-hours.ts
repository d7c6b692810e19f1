import type { WorkingDay } from '../wire/shapes.ts';

/** The hours of a week, in the inbox's own time zone. */
export interface Week {
  days: readonly WorkingDay[];
  timezone: string;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/** The day of the week and the minute of the day, there. */
function readClock(timezone: string, at: Date): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    day: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(read('weekday')),
    minute: Number(read('hour')) * 60 + Number(read('minute')),
  };
}

/** From and until which minute of the day somebody is there. */
function hoursOf({ days }: Week, day: number): [number, number] | undefined {
  const found = days.find(({ day_of_week }) => day_of_week === day);
  if (!found || found.closed_all_day) return undefined;
  if (found.open_all_day) return [0, DAY_MINUTES];
  const { open_hour, open_minutes, close_hour, close_minutes } = found;
  return [(open_hour ?? 0) * 60 + (open_minutes ?? 0), (close_hour ?? 0) * 60 + (close_minutes ?? 0)];
}

export function isWithin(week: Week, at: Date): boolean {
  const { day, minute } = readClock(week.timezone, at);
  const hours = hoursOf(week, day);
  return hours !== undefined && minute >= hours[0] && minute < hours[1];
}

/** When the next hours begin; nothing when there are none in a week. */
export function opensAt(week: Week, at: Date): Date | undefined {
  const { day, minute } = readClock(week.timezone, at);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const hours = hoursOf(week, (day + ahead) % 7);
    if (!hours) continue;
    const minutes = ahead * DAY_MINUTES + hours[0] - minute;
    if (minutes <= 0) continue;
    const opens = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS);
    return new Date(opens.getTime() + shiftOf(week.timezone, opens, hours[0]));
  }
  return undefined;
}

/** Where the clocks change meanwhile, the minutes until then are off by an hour. */
function shiftOf(timezone: string, opens: Date, wanted: number): number {
  const off = wanted - readClock(timezone, opens).minute;
  const nearest = ((off + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2;
  return nearest * MINUTE_MS;
}
