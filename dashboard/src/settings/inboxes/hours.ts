import type { Inbox } from '../../app/queries.ts';

export type Day = Inbox['working_hours'][number];

/** How a day is: its own hours, or all of it, or none. */
export type DayKind = 'hours' | 'open' | 'closed';

export function kindOfDay({ closed_all_day, open_all_day }: Day): DayKind {
  if (closed_all_day) return 'closed';
  return open_all_day ? 'open' : 'hours';
}

/** The day as it is when somebody chooses what kind it is. */
export const withKind = (day: Day, kind: DayKind): Day => ({
  ...day,
  closed_all_day: kind === 'closed',
  open_all_day: kind === 'open',
  open_hour: day.open_hour ?? 9,
  open_minutes: day.open_minutes ?? 0,
  close_hour: day.close_hour ?? 17,
  close_minutes: day.close_minutes ?? 0,
});

/** A time as fields for times have it. */
export const timeText = (hour: number | null, minutes: number | null) =>
  `${String(hour ?? 0).padStart(2, '0')}:${String(minutes ?? 0).padStart(2, '0')}`;

/** Hour and minutes of such a text; nothing when it is none. */
export function readTime(text: string): { hour: number; minutes: number } | undefined {
  const [, hour, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  return hour === undefined || minutes === undefined
    ? undefined
    : { hour: Number(hour), minutes: Number(minutes) };
}

/** Whether a day closes before it opens, which the desk would pass over. */
export const isBackwards = (day: Day) =>
  kindOfDay(day) === 'hours' &&
  timeText(day.close_hour, day.close_minutes) <= timeText(day.open_hour, day.open_minutes);

/** Monday first, as the week of work goes. */
export const inWeek = (days: readonly Day[]) =>
  days.toSorted((one, other) => ((one.day_of_week + 6) % 7) - ((other.day_of_week + 6) % 7));
