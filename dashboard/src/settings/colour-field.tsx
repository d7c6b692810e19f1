import { FormField } from '../ui/form-field.tsx';
import { Input } from '../ui/input.tsx';

interface ColourFieldProps {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  name: string;
  value: string;
  onChange(value: string): void;
}

/** A colour, picked or written. */
export function ColourField({ label, hint, problem, name, value, onChange }: ColourFieldProps) {
  const isWhole = /^#[0-9a-f]{6}$/i.test(value);
  return (
    <FormField label={label} hint={hint} problem={problem}>
      {(control) => (
        <span className="flex items-center gap-2">
          <input
            type="color"
            aria-label={label}
            value={isWhole ? value : '#000000'}
            onChange={(event) => onChange(event.target.value)}
            className="size-9 shrink-0 cursor-pointer rounded-base border border-line-strong bg-surface p-1"
          />
          <Input
            {...control}
            name={name}
            value={value}
            dir="ltr"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            className="max-w-32 font-mono"
          />
        </span>
      )}
    </FormField>
  );
}
