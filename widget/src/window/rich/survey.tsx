/** @jsxImportSource preact */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useSubmission } from '../forms/use-submission.ts';
import { Icon } from '../views/icons.tsx';
import type { Message, SurveyAnswer } from '../wire/shapes.ts';
import { t } from '../words.ts';
import { submit } from './submit.ts';

const FACES = ['😞', '😑', '😐', '😀', '😍'];

function answerIn({ content_attributes: { submitted_values } }: Message): SurveyAnswer | undefined {
  if (!submitted_values || Array.isArray(submitted_values)) return undefined;
  return submitted_values.csat_survey_response;
}

/** How it went, in faces or stars; a word about it can follow. */
export function Survey({ message }: { message: Message }) {
  const given = answerIn(message);
  const rating = useSignal(given?.rating ?? 0);
  const { isSending, problem, run } = useSubmission();
  const send = (answer: SurveyAnswer) => run(() => submit(message, { csat_survey_response: answer }));
  const choose = (value: number) => {
    if (given?.feedback_message) return;
    rating.value = value;
    void send({ rating: value, feedback_message: '' });
  };
  const isDone = Boolean(given?.feedback_message);
  return (
    <div class="survey">
      <Ratings
        id={message.id}
        isStars={message.content_attributes.display_type === 'star'}
        rating={rating.value}
        isDone={isDone}
        choose={choose}
      />
      {rating.value > 0 && !isDone && (
        <Feedback
          isSending={isSending}
          send={(text) => void send({ rating: rating.value, feedback_message: text })}
        />
      )}
      <p class={problem ? 'problem' : 'answer'} role="status">
        {problem || (isDone && t('thanks'))}
      </p>
    </div>
  );
}

interface RatingsProps {
  id: number;
  isStars: boolean;
  rating: number;
  isDone: boolean;
  choose(value: number): void;
}

function Ratings({ id, isStars, rating, isDone, choose }: RatingsProps) {
  const labels = t('ratings').split('|');
  return (
    <fieldset class={isStars ? 'ratings stars' : 'ratings'} disabled={isDone}>
      <legend class="hidden">{t('rate')}</legend>
      {labels.map((label, index) => {
        const value = index + 1;
        const isOn = isStars ? value <= rating : value === rating;
        return (
          <label key={label} class={isOn ? 'on' : ''} title={label}>
            <input
              type="radio"
              class="hidden"
              name={`rating ${id}`}
              value={value}
              checked={value === rating}
              aria-label={label}
              onChange={() => choose(value)}
            />
            {isStars ? <Icon name="star" /> : <span aria-hidden="true">{FACES[index]}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}

function Feedback({ isSending, send }: { isSending: boolean; send(text: string): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <form
      class="feedback"
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value.trim();
        if (text) send(text);
      }}
    >
      <textarea
        ref={field}
        rows={2}
        maxLength={2000}
        placeholder={t('feedback')}
        aria-label={t('feedback')}
      />
      <button class="primary" type="submit" disabled={isSending}>
        {t('submit')}
      </button>
    </form>
  );
}
