/** @jsxImportSource preact */
import type { Question } from '../forms/question.ts';
import { QuestionForm } from '../forms/question-form.tsx';
import type { Item, Message } from '../wire/shapes.ts';
import { t } from '../words.ts';
import { submit } from './submit.ts';

/** The desk's names for kinds of fields, where ours differ. */
const KINDS: Readonly<Record<string, string>> = { text_area: 'textarea', select: 'list' };

const questionOf = ({ name = '', label, title, type = 'text', options, ...item }: Item): Question => ({
  name,
  label: label || title || name,
  type: KINDS[type] ?? type,
  options,
  placeholder: item.placeholder,
  initial: item.default,
  // A form is answered whole.
  isRequired: true,
  pattern: item.pattern ?? item.regex,
  cue: item.pattern_error,
});

export function FormQuestion({ message }: { message: Message }) {
  const { items = [], submitted_values, button_label } = message.content_attributes;
  if (Array.isArray(submitted_values)) {
    const labels = new Map(items.map(({ name, label }) => [name, label]));
    return (
      <dl class="answers">
        {submitted_values.map(({ name = '', value }) => (
          <div key={name}>
            <dt>{labels.get(name) || name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const send = (values: ReadonlyMap<string, string | boolean>) =>
    submit(
      message,
      [...values].map(([name, value]) => ({ name, value: String(value) })),
    );
  return (
    <QuestionForm questions={items.map(questionOf)} button={button_label || t('submit')} submit={send} />
  );
}
