const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const DAYS = 730;

/** How busy each hour of a day is, in UTC from midnight. */
const HOURS = [2, 1.5, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14, 12, 13, 14, 14, 13, 11, 9, 8, 7, 6, 4, 3] as const;
/** How busy each day of a week is, from Sunday. */
const WEEKDAYS = [0.35, 1.25, 1.2, 1.1, 1.05, 1, 0.45] as const;
/** Twice as much goes on at the end as at the beginning. */
const GROWTH = 2;

/** When things happened in the two years before now. */
export interface Calendar {
  now: number;
  /** The moment before which this fraction of all things happened. */
  momentAt(fraction: number): number;
}

export function createCalendar(now: number): Calendar {
  const begin = (Math.floor(now / HOUR_MS) - DAYS * 24) * HOUR_MS;
  const done = new Float64Array(DAYS * 24 + 2);
  for (let hour = 0; hour < done.length - 1; hour += 1) {
    const at = begin + hour * HOUR_MS;
    const share = Math.max(0, Math.min(1, (now - at) / HOUR_MS));
    done[hour + 1] = (done[hour] ?? 0) + share * busynessAt(at, hour / (DAYS * 24));
  }
  const total = done[done.length - 1] ?? 0;
  const momentAt = (fraction: number) => Math.floor(begin + hoursUntil(done, fraction * total) * HOUR_MS);
  return { now, momentAt: (fraction) => Math.min(momentAt(fraction), now - 1000) };
}

function busynessAt(at: number, progress: number): number {
  const date = new Date(at);
  const ofDay = HOURS[date.getUTCHours()] ?? 1;
  const ofWeek = WEEKDAYS[date.getUTCDay()] ?? 1;
  return ofDay * ofWeek * (1 + (GROWTH - 1) * progress);
}

/** Hours from the beginning, with a fraction, until `amount` is done. */
function hoursUntil(done: Float64Array, amount: number): number {
  let low = 0;
  let high = done.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((done[middle] ?? 0) <= amount) low = middle;
    else high = middle;
  }
  const [before, after] = [done[low] ?? 0, done[high] ?? 0];
  return after > before ? low + (amount - before) / (after - before) : low;
}

const OPENS = 7;
const CLOSES = 19;

/** The same moment when the office is staffed then; otherwise one soon after it opens, `fraction` into the first two hours. */
export function inOffice(at: number, fraction: number): number {
  const date = new Date(at);
  const midnight = at - (at % DAY_MS);
  const hour = date.getUTCHours();
  const day = date.getUTCDay();
  const isWeekend = day === 0 || day === 6;
  if (!isWeekend && hour >= OPENS && hour < CLOSES) return at;
  const next = !isWeekend && hour < OPENS ? midnight : firstWorkday(midnight + DAY_MS);
  return next + OPENS * HOUR_MS + Math.floor(fraction * 2 * HOUR_MS);
}

function firstWorkday(midnight: number): number {
  const day = new Date(midnight).getUTCDay();
  if (day === 6) return midnight + 2 * DAY_MS;
  return day === 0 ? midnight + DAY_MS : midnight;
}
