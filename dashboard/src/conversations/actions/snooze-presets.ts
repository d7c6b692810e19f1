interface Preset {
  name: 'inAnHour' | 'laterToday' | 'tomorrowMorning' | 'nextMonday' | 'inAWeek' | 'inAMonth';
  moment: Date;
}

const MORNING = 9;
const LATER_HOURS = 4;
const EVENING = 20;

/** The times until which conversations are usually put aside, as they are now. */
export function snoozePresets(now: Date): Preset[] {
  const morning = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const monday = ((1 - now.getDay() + 6) % 7) + 1;
  const isEarly = now.getHours() + LATER_HOURS < EVENING;
  const today: Preset[] = isEarly ? [{ name: 'laterToday', moment: inHours(LATER_HOURS) }] : [];
  return [
    { name: 'inAnHour', moment: inHours(1) },
    ...today,
    { name: 'tomorrowMorning', moment: morning(1) },
    { name: 'nextMonday', moment: morning(monday) },
    { name: 'inAWeek', moment: morning(7) },
    { name: 'inAMonth', moment: new Date(now.getFullYear(), now.getMonth() + 1, now.getDate(), MORNING) },
  ];
}
