import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { formatWeekday } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { type Day, type DayKind, isBackwards, kindOfDay, readTime, timeText, withKind } from './hours.ts';

interface DayRowProps {
  day: Day;
  onChange(day: Day): void;
}

/** A day of the week: its own hours, or all of it, or none. */
export function DayRow({ day, onChange }: DayRowProps) {
  const name = formatWeekday(day.day_of_week);
  const kind = kindOfDay(day);
  const kinds: readonly { value: DayKind; label: string }[] = [
    { value: 'hours', label: t('inboxes.dayHours') },
    { value: 'open', label: t('inboxes.dayOpen') },
    { value: 'closed', label: t('inboxes.dayClosed') },
  ];
  return (
    <li className="grid items-center gap-2 py-3 sm:py-2 sm:grid-cols-[8rem_10rem_1fr]">
      <span>{name}</span>
      <Select
        aria-label={name}
        value={kind}
        options={kinds}
        onChange={(next) => onChange(withKind(day, kinds.find(({ value }) => value === next)?.value ?? kind))}
      />
      {kind === 'hours' && <DayTimes name={name} day={day} onChange={onChange} />}
    </li>
  );
}

function DayTimes({ name, day, onChange }: DayRowProps & { name: string }) {
  const setTime = (end: 'open' | 'close', text: string) => {
    const time = readTime(text);
    if (time) onChange({ ...day, [`${end}_hour`]: time.hour, [`${end}_minutes`]: time.minutes });
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Input
        type="time"
        aria-label={t('inboxes.dayFrom', { day: name })}
        value={timeText(day.open_hour, day.open_minutes)}
        onChange={(event) => setTime('open', event.target.value)}
        className="w-auto!"
      />
      <span aria-hidden="true">–</span>
      <Input
        type="time"
        aria-label={t('inboxes.dayTo', { day: name })}
        aria-invalid={isBackwards(day) || undefined}
        value={timeText(day.close_hour, day.close_minutes)}
        onChange={(event) => setTime('close', event.target.value)}
        className="w-auto!"
      />
      {isBackwards(day) && <span className="text-small text-bad">{t('inboxes.dayBackwards')}</span>}
    </span>
  );
}
