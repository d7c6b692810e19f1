/** @jsxImportSource preact */

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { adopt } from '../look/adopt.ts';
import formsLook from '../look/forms.css?inline';
import { Field } from './field.tsx';
import { problemOf, type Question, tidy, type Value } from './question.ts';
import { useSubmission } from './use-submission.ts';

adopt(formsLook);

interface QuestionFormProps {
  questions: readonly Question[];
  button: string;
  submit(values: ReadonlyMap<string, Value>): Promise<unknown>;
  children?: ComponentChildren;
}

const startOf = ({ type, initial }: Question): Value =>
  type === 'checkbox' ? initial === 'true' : (initial ?? '');

/** Asks some questions; says beside each what is wrong with the answer, and leads to the first of them. */
export function QuestionForm({ questions, button, submit, children }: QuestionFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const values = useSignal<ReadonlyMap<string, Value>>(new Map());
  const problems = useSignal<ReadonlyMap<string, string>>(new Map());
  const { isSending, problem, run } = useSubmission();
  const answerOf = (question: Question) => values.value.get(question.name) ?? startOf(question);
  const change = (question: Question, value: Value) => {
    values.value = new Map(values.value).set(question.name, value);
    // What is being mended is not complained about, unless it is still wrong at the end.
    if (!problems.value.has(question.name)) return;
    const left = new Map(problems.value);
    left.delete(question.name);
    problems.value = left;
  };
  const send = (event: Event) => {
    event.preventDefault();
    const found = questions.flatMap((question) => {
      const wrong = problemOf(question, answerOf(question));
      return wrong ? [[question.name, wrong] as const] : [];
    });
    problems.value = new Map(found);
    if (found.length === 0) {
      void run(() => submit(new Map(questions.map((each) => [each.name, tidy(each, answerOf(each))]))));
      return;
    }
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  return (
    <form ref={form} class="questions" noValidate onSubmit={send}>
      {children}
      {questions.map((question) => (
        <Field
          key={question.name}
          id={`${id} ${question.name}`.replaceAll(/\W/g, '-')}
          question={question}
          value={answerOf(question)}
          problem={problems.value.get(question.name)}
          change={(value) => change(question, value)}
        />
      ))}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <button class="primary" type="submit" disabled={isSending} aria-busy={isSending}>
        {button}
      </button>
    </form>
  );
}
