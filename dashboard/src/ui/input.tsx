import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { CONTROL, FormField } from './form-field.tsx';

/** A line of text without a label of its own; name it by `aria-label`. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input dir={directionOf(rest)} {...rest} className={classNames(CONTROL, 'min-h-9', className)} />;
}

/** What is written has its own direction, whatever that of the page is; an empty field has the page's. */
const directionOf = ({ value, defaultValue }: { value?: unknown; defaultValue?: unknown }) =>
  (value ?? defaultValue) ? 'auto' : undefined;

interface Labelled {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  optional?: boolean;
}

/** A labelled line of text. */
export function TextField({ label, hint, problem, optional, ...rest }: Labelled & ComponentProps<'input'>) {
  return (
    <FormField label={label} hint={hint} problem={problem} optional={optional}>
      {(control) => <Input {...rest} {...control} />}
    </FormField>
  );
}

/** Text of several lines without a label of its own; name it by `aria-label`. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea dir={directionOf(rest)} rows={4} {...rest} className={classNames(CONTROL, 'py-2', className)} />
  );
}

/** Labelled text of several lines. */
export function TextAreaField({
  label,
  hint,
  problem,
  optional,
  ...rest
}: Labelled & ComponentProps<'textarea'>) {
  return (
    <FormField label={label} hint={hint} problem={problem} optional={optional}>
      {(control) => <Textarea {...rest} {...control} />}
    </FormField>
  );
}
