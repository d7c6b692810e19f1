/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { Question, Value } from '../forms/question.ts';
import { QuestionForm } from '../forms/question-form.tsx';
import { Markdown } from '../markdown.tsx';
import { channel } from '../page.ts';
import { showBegun } from '../state/delivery.ts';
import { newEchoId } from '../state/entry.ts';
import { questions, submitAnswers } from '../state/pre-chat.ts';
import { go } from '../state/route.ts';
import { referrer } from '../state/settings.ts';
import type { PreChatField } from '../wire/shapes.ts';
import { t } from '../words.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { IconButton } from './icons.tsx';
import { WindowButtons } from './window-buttons.tsx';

/** Labels of the standard questions as inboxes have them until somebody writes others; those are translated. */
const USUAL_LABELS = [
  'e-mail',
  'email',
  'email id',
  'email address',
  'name',
  'full name',
  'phone',
  'phone number',
];
const WORDS = { emailAddress: 'email', fullName: 'name', phoneNumber: 'phone' } as const;
const KINDS: Readonly<Record<string, string>> = { emailAddress: 'email', phoneNumber: 'phone' };

function labelOf({ name, label, field_type }: PreChatField): string {
  const isUsual = field_type === 'standard' && USUAL_LABELS.includes(label.toLowerCase());
  return isUsual && Object.hasOwn(WORDS, name) ? t(WORDS[name as keyof typeof WORDS]) : label || name;
}

const nameIn = ({ field_type, name }: PreChatField) => `${field_type} ${name}`;

const questionOf = (field: PreChatField): Question => ({
  name: field.field_type === 'standard' ? field.name : nameIn(field),
  label: labelOf(field),
  type: (field.field_type === 'standard' && KINDS[field.name]) || field.type,
  isRequired: field.required,
  placeholder: field.placeholder,
  options: field.values?.map((value) => ({ label: value, value })),
  pattern: field.regex_pattern,
  cue: field.regex_cue,
});

export function PreChat() {
  const fields = useRef(questions()).current;
  // The same for every try: an answer that was lost on the way does not begin a second conversation.
  const echo_id = useRef(newEchoId()).current;
  const message: Question = {
    name: 'message',
    label: t('message'),
    type: 'textarea',
    isRequired: true,
    placeholder: t('write'),
  };
  const submit = async (values: ReadonlyMap<string, Value>) => {
    const answers = new Map(fields.map((field) => [field, values.get(questionOf(field).name) ?? '']));
    const content = String(values.get('message'));
    showBegun(await submitAnswers({ echo_id, content, referrer: referrer.value, values: answers }));
  };
  const greeting = channel.preChatFormOptions?.pre_chat_message;
  return (
    <div class="view">
      <header class="bar">
        <IconButton icon="back" label={t('back')} press={() => go({ view: 'home' })} />
        <h1 tabIndex={-1}>{t('start')}</h1>
        <WindowButtons />
      </header>
      <ConnectionNotice />
      <main class="scroll">
        <QuestionForm questions={[...fields.map(questionOf), message]} button={t('start')} submit={submit}>
          {greeting && (
            <div class="prose greeting">
              <Markdown source={greeting} />
            </div>
          )}
        </QuestionForm>
      </main>
    </div>
  );
}
