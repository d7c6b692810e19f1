import { ApiError } from '@porchlight/client/sdk';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { toast } from '../ui/toast.tsx';
import { t } from '../words/words.ts';

/** What somebody is changing, beside what the desk has. */
export interface Draft<Values> {
  values: Values;
  set<Name extends keyof Values>(name: Name, value: Values[Name]): void;
  isDirty: boolean;
  isBusy: boolean;
  /** What is wrong with this field, as the page or the desk says it. */
  problem(name: string): string | undefined;
  /** What it says that belongs to no field that is shown. */
  failure: string | undefined;
  submit(event: FormEvent<HTMLFormElement>): void;
  reset(): void;
}

interface DraftOptions<Values> {
  /** What is said once it is saved, `Saved` otherwise; nothing where `save` says it. */
  saved?: string | null;
  /** What the desk calls the fields that the form shows; refusals about others stand above all. */
  fields: readonly string[];
  /** What keeps it from being sent, as a sentence; nothing when it may go. */
  check?(values: Values): string | undefined;
}

/** Something that the page itself says against what was entered, in one field or as a whole. */
class Objection extends Error {
  readonly field: string | undefined;

  constructor(sentence: string, field?: string) {
    super(sentence);
    this.field = field;
  }
}

const sayOf = (error: unknown) => (error instanceof Objection ? error.message : sentenceOf(error));

/**
 * Holds what is changed until it is sent. What was not touched follows what the desk has; what was stays as it was typed,
 * also when it is refused.
 */
export function useDraft<Values extends object>(
  saved: Values,
  save: (values: Values) => Promise<unknown>,
  { fields, saved: sentence, check }: DraftOptions<Values>,
): Draft<Values> {
  const [changes, setChanges] = useState<Partial<Values>>({});
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const values = { ...saved, ...changes };
  const refused = refusedField(error, fields);

  const send = async (form: HTMLFormElement) => {
    setBusy(true);
    setError(undefined);
    try {
      refuseUnfit(form, fields, check?.(values));
      await save(values);
      setChanges({});
      if (sentence !== null) toast(sentence ?? t('ui.saved'), { tone: 'good' });
    } catch (caught) {
      setError(caught);
      const field = refusedField(caught, fields);
      if (field) form.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    set: (name, value) => setChanges((before) => ({ ...before, [name]: value })),
    isDirty: Object.keys(changes).some((name) => !isSame(name, values, saved)),
    isBusy,
    problem: (name) => (refused === name ? sayOf(error) : undefined),
    failure: error !== undefined && refused === undefined ? sayOf(error) : undefined,
    submit: (event) => {
      event.preventDefault();
      if (!isBusy) void send(event.currentTarget);
    },
    reset: () => {
      setChanges({});
      setError(undefined);
    },
  };
}

/** Throws what keeps the form from being sent: a field that must not be empty, or this sentence. */
function refuseUnfit(form: HTMLFormElement, fields: readonly string[], sentence: string | undefined) {
  const required = [...form.querySelectorAll<HTMLInputElement>(':required')];
  const empty = required.find(({ name, validity }) => validity.valueMissing && fields.includes(name));
  if (empty) throw new Objection(t('ui.required'), empty.name);
  if (sentence !== undefined) throw new Objection(sentence);
}

const isSame = <Values extends object>(name: string, one: Values, other: Values) =>
  JSON.stringify(Reflect.get(one, name)) === JSON.stringify(Reflect.get(other, name));

/** The first field of the form that a refusal names; the desk may name it by its whole path. */
function refusedField(error: unknown, fields: readonly string[]): string | undefined {
  if (error instanceof Objection) return error.field;
  if (!(error instanceof ApiError)) return undefined;
  const named = error.attributes.map((attribute) => attribute.split('.').at(-1));
  return fields.find((field) => named.includes(field));
}
