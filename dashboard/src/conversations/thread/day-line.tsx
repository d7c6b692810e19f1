import { useEffect, useState } from 'react';
import { formatDay } from '../../words/format.ts';
import { tagOf } from '../../words/locales.ts';
import { currentLanguage } from '../../words/words.ts';

/** The day on which the lines below were written, said as people say it; at midnight it says another. */
export function DayLine({ at }: { at: number }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), midnightAfter(now) - now.getTime());
    return () => clearTimeout(timer);
  }, [now]);
  return (
    <p className="pb-3 text-center text-tiny font-medium text-ink-soft first-letter:uppercase">
      {dayName(at, now)}
    </p>
  );
}

const midnightAfter = (day: Date): number =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();

/** `today`, `yesterday`, or the date. */
export function dayName(seconds: number, now: Date): string {
  const tomorrow = midnightAfter(now);
  // Days with a change of the clocks are an hour shorter or longer.
  const ago = Math.round((tomorrow - midnightAfter(new Date(seconds * 1000))) / 86_400_000);
  if (ago !== 0 && ago !== 1) return formatDay(seconds);
  return new Intl.RelativeTimeFormat(tagOf(currentLanguage().locale), { numeric: 'auto' }).format(
    -ago,
    'day',
  );
}
