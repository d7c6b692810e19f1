/** @jsxImportSource preact */
import { QuestionForm } from '../forms/question-form.tsx';
import type { Message } from '../wire/shapes.ts';
import { t } from '../words.ts';
import { submitEmail } from './submit.ts';

export function EmailQuestion({ message }: { message: Message }) {
  const { submitted_email } = message.content_attributes;
  if (submitted_email) return <p class="answer">{submitted_email}</p>;
  const email = {
    name: 'email',
    label: t('email'),
    type: 'email',
    placeholder: 'name@example.com',
    isRequired: true,
  };
  return (
    <QuestionForm
      questions={[email]}
      button={t('submit')}
      submit={(values) => submitEmail(message, String(values.get('email')))}
    />
  );
}
