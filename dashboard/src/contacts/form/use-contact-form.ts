import { ApiError } from '@porchlight/client/sdk';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../app/ask.ts';
import { t } from '../../words/words.ts';
import { type ContactValues, FIELD_NAMES, type FieldName, type Problem } from './contact-values.ts';

type Problems = Partial<Record<FieldName, string>>;

/** A form about a contact, as its fields see it. */
export interface ContactForm {
  values: ContactValues;
  set(name: FieldName, value: string): void;
  problems: Problems;
  /** What the desk says that belongs to no field. */
  failure: string | undefined;
  isBusy: boolean;
  submit(event: FormEvent<HTMLFormElement>): void;
}

interface FormOptions {
  before: ContactValues;
  check(values: ContactValues): Partial<Record<FieldName, Problem>>;
  save(values: ContactValues): Promise<unknown>;
}

/** Holds what is entered until the desk takes it; what is wrong is said beside the field, and the first such gets the focus. */
export function useContactForm({ before, check, save }: FormOptions): ContactForm {
  const [values, setValues] = useState(before);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const object = (found: Problems, form: HTMLFormElement) => {
    setProblems(found);
    const first = FIELD_NAMES.find((name) => found[name] !== undefined);
    if (first !== undefined) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    return first !== undefined;
  };
  const send = async (form: HTMLFormElement) => {
    setFailure(undefined);
    if (object(sentencesOf(check(values)), form)) return;
    setBusy(true);
    try {
      await save(values);
    } catch (error) {
      if (!object(refusedFields(error), form)) setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    set: (name, value) => {
      setValues((all) => ({ ...all, [name]: value }));
      setProblems(({ [name]: _gone, ...rest }) => rest);
    },
    problems,
    failure,
    isBusy,
    submit: (event) => {
      event.preventDefault();
      if (!isBusy) void send(event.currentTarget);
    },
  };
}

const SENTENCES = {
  not_an_email: 'panel.badEmail',
  not_a_phone: 'panel.phoneHint',
  no_identity: 'contacts.noIdentity',
} as const satisfies Record<Problem, string>;

const sentencesOf = (found: Partial<Record<FieldName, Problem>>): Problems =>
  Object.fromEntries(Object.entries(found).map(([name, problem]) => [name, t(SENTENCES[problem])]));

/** The fields that a refusal names, with its sentence. */
function refusedFields(error: unknown): Problems {
  if (!(error instanceof ApiError)) return {};
  const named = FIELD_NAMES.filter((name) => error.attributes.includes(name));
  return Object.fromEntries(named.map((name) => [name, sentenceOf(error)]));
}
