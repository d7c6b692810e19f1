/** @jsxImportSource preact */

import { useSubmission } from '../forms/use-submission.ts';
import type { Message } from '../wire/shapes.ts';
import { submit } from './submit.ts';

export function Selection({ message }: { message: Message }) {
  const { items = [], submitted_values } = message.content_attributes;
  const { isSending, problem, run } = useSubmission();
  if (Array.isArray(submitted_values))
    return <p class="answer">{submitted_values.map(({ title, value }) => title ?? value).join(', ')}</p>;
  return (
    <div class="choices">
      {items.map(({ title = '', value = '' }) => (
        <button
          key={value}
          class="secondary"
          type="button"
          disabled={isSending}
          onClick={() => void run(() => submit(message, [{ title, value }]))}
        >
          {title}
        </button>
      ))}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
