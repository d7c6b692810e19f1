import { type ComponentProps, useId } from 'react';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  problem?: string | undefined;
}

/** A labelled line of text, tied to its hint and to the sentence about what is wrong with it. */
export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
  const id = useId();
  const [hintId, problemId] = [`${id}-hint`, `${id}-problem`];
  const described = [hint !== undefined && hintId, problem !== undefined && problemId].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={hintId} className="hint">
          {hint}
        </p>
      )}
      <input
        {...rest}
        id={id}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={described.join(' ') || undefined}
      />
      {problem !== undefined && (
        <p id={problemId} className="field-error">
          {problem}
        </p>
      )}
    </div>
  );
}
