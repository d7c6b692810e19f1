import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { CONTROL, FormField } from './form-field.tsx';

/** One of a list. */
export interface Option {
  value: string;
  label: string;
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'children' | 'onChange'> {
  options: readonly Option[];
  onChange?(value: string): void;
}

/** The choice of one from a short list; the browser's own, which every device knows. Longer lists: `Combobox`. */
export function Select({ options, onChange, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('relative block', className)}>
      <select
        {...rest}
        onChange={(event) => onChange?.(event.target.value)}
        className={classNames(CONTROL, 'min-h-9 appearance-none pe-8')}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto text-ink-soft"
      />
    </span>
  );
}

interface SelectFieldProps extends SelectProps {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
}

/** A labelled choice of one from a short list. */
export function SelectField({ label, hint, problem, ...rest }: SelectFieldProps) {
  return (
    <FormField label={label} hint={hint} problem={problem}>
      {(control) => <Select {...rest} {...control} />}
    </FormField>
  );
}
