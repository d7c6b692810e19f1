import { type ReactNode, useId } from 'react';
import type { Option } from './select.tsx';

/*
 * The browser's own controls, drawn anew: they need no code, and every device and every form knows them.
 */

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
}

const MARK =
  'relative mt-0.5 size-4.5 shrink-0 cursor-pointer appearance-none border border-line-strong bg-surface before:absolute before:inset-0 before:m-auto before:hidden after:absolute after:-inset-1 checked:before:block disabled:opacity-60';

/** A box to tick, with its label. */
export function Checkbox({ label, hint, checked, onChange, disabled = false }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
        className={`${MARK} rounded-small before:h-2.5 before:w-1.5 before:-translate-y-px before:rotate-45 before:border-r-2 before:border-b-2 before:border-on-accent checked:border-accent checked:bg-accent`}
      />
      <ChoiceText id={id} label={label} hint={hint} />
    </div>
  );
}

/** Turns something on or off at once, without a button to save. */
export function Switch({ label, hint, checked, onChange, disabled = false }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <ChoiceText id={id} label={label} hint={hint} />
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
        className="-mt-0.5 flex h-6 w-10 shrink-0 cursor-pointer appearance-none items-center rounded-full border border-line-strong bg-sunken px-0.5 before:size-4.5 before:rounded-full before:bg-line-strong checked:border-accent checked:bg-accent checked:before:ms-auto checked:before:bg-on-accent disabled:opacity-60"
      />
    </div>
  );
}

function ChoiceText({ id, label, hint }: { id: string; label: ReactNode; hint: ReactNode }) {
  return (
    <span className="grid min-w-0 gap-0.5 wrap-anywhere">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="text-small text-pretty text-ink-soft">
          {hint}
        </span>
      )}
    </span>
  );
}

interface RadioGroupProps {
  label: string;
  options: readonly (Option & { hint?: string })[];
  value: string;
  onChange(value: string): void;
}

/** The choice of one from a few that are all shown. */
export function RadioGroup({ label, options, value, onChange }: RadioGroupProps) {
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id} className="grid gap-2">
      <span id={id} className="font-medium">
        {label}
      </span>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2.5">
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={id}
            value={option.value}
            checked={option.value === value}
            aria-describedby={option.hint === undefined ? undefined : `${id}-${option.value}-hint`}
            onChange={() => onChange(option.value)}
            className={`${MARK} rounded-full before:size-2.5 before:rounded-full before:bg-accent checked:border-accent`}
          />
          <ChoiceText id={`${id}-${option.value}`} label={option.label} hint={option.hint} />
        </div>
      ))}
    </div>
  );
}
