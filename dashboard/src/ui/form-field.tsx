import { type ReactNode, useId } from 'react';
import { t } from '../words/words.ts';

/** What a control needs to be tied to its label, its hint and the sentence about what is wrong with it. */
export interface ControlProps {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface FormFieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was entered; shown beside the control. */
  problem?: string | undefined;
  /** Says that it may be left empty. */
  optional?: boolean;
  children(control: ControlProps): ReactNode;
}

/** A control with its label, tied to its hint and to its problem. */
export function FormField({ label, hint, problem, optional = false, children }: FormFieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(
    Boolean,
  );
  return (
    <div className="grid gap-1.5 *:min-w-0">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({t('ui.optional')})</span>}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-ink-soft">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-invalid': problem !== undefined || undefined,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="text-small text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

/** How every control of a form looks. */
export const CONTROL =
  'w-full rounded-base border border-line-strong bg-surface px-2.5 text-ink field-text aria-invalid:border-bad disabled:opacity-60';
