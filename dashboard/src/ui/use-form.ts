import { type FormEvent, useState } from 'react';

type Values<Name extends string> = Record<Name, string>;
type Problems<Name extends string> = Partial<Record<Name, string>>;

/**
 * Checks the fields of a form when it is sent: what is wrong is said beside each, the first such field gets the focus,
 * and what was typed stays.
 */
export function useForm<Name extends string>(
  names: readonly Name[],
  check: (values: Values<Name>) => Problems<Name>,
  onSubmit: (values: Values<Name>) => void,
) {
  const [problems, setProblems] = useState<Problems<Name>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const values = Object.fromEntries(
      names.map((name) => [name, String(data.get(name) ?? '')]),
    ) as Values<Name>;
    const found = check(values);
    setProblems(found);
    const first = names.find((name) => found[name] !== undefined);
    if (first === undefined) return onSubmit(values);
    form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  return { problems, submit };
}
