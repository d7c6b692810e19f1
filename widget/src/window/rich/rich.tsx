/** @jsxImportSource preact */

import type { ComponentType } from 'preact';
import { adopt } from '../look/adopt.ts';
import richLook from '../look/rich.css?inline';
import type { Message } from '../wire/shapes.ts';
import { Articles } from './articles.tsx';
import { Cards } from './cards.tsx';
import { EmailQuestion } from './email-question.tsx';
import { FormQuestion } from './form-question.tsx';
import { Selection } from './selection.tsx';
import { Survey } from './survey.tsx';

adopt(richLook);

const VIEWS: Readonly<Record<string, ComponentType<{ message: Message }>>> = {
  cards: Cards,
  article: Articles,
  form: FormQuestion,
  input_select: Selection,
  input_email: EmailQuestion,
  input_csat: Survey,
};

/** What a message carries besides its text. */
export function Rich({ message }: { message: Message }) {
  const View = VIEWS[message.content_type];
  return View ? <View message={message} /> : null;
}
