import type { Account, AccountChanges } from './save-account.ts';

const HOUR = 60;
const USUAL_HOURS = '24';

export const UNITS = [
  { value: 'minutes', minutes: 1, label: 'settings.minutes' },
  { value: 'hours', minutes: HOUR, label: 'settings.hours' },
  { value: 'days', minutes: 24 * HOUR, label: 'settings.days' },
] as const;

type Unit = (typeof UNITS)[number]['value'];

/** How conversations are resolved by themselves, as a form shows it. */
export interface Resolving {
  isOn: boolean;
  count: string;
  unit: Unit;
  message: string;
  ignore_waiting: boolean;
  label: string;
  keep_pending: boolean;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** What the account has set of it; the time in the largest unit in which it is whole. */
export function readResolving({ settings }: Pick<Account, 'settings'>): Resolving {
  const minutes = typeof settings.auto_resolve_after === 'number' ? settings.auto_resolve_after : 0;
  const whole = UNITS.findLast((unit) => minutes % unit.minutes === 0) ?? UNITS[0];
  return {
    isOn: minutes > 0,
    count: minutes > 0 ? String(minutes / whole.minutes) : USUAL_HOURS,
    unit: minutes > 0 ? whole.value : 'hours',
    message: textOf(settings.auto_resolve_message),
    ignore_waiting: settings.auto_resolve_ignore_waiting === true,
    label: textOf(settings.auto_resolve_label),
    keep_pending: settings.keep_pending_on_bot_failure === true,
  };
}

/** The same as the desk takes it. */
export const writeResolving = ({ isOn, count, unit, ...rest }: Resolving): AccountChanges => ({
  auto_resolve_after: isOn ? Number(count) * minutesOf(unit) : null,
  auto_resolve_message: rest.message,
  auto_resolve_ignore_waiting: rest.ignore_waiting,
  auto_resolve_label: rest.label === '' ? null : rest.label,
  keep_pending_on_bot_failure: rest.keep_pending,
});

const minutesOf = (unit: Unit) => UNITS.find(({ value }) => value === unit)?.minutes ?? 1;
