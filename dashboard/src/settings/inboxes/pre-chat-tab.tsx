import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox, Switch } from '../../ui/choices.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { DraftForm } from '../draft-form.tsx';
import { useDraft } from '../use-draft.ts';
import { saveInbox } from './inbox-queries.ts';
import { moved, type PreChatField, preChatFields } from './pre-chat.ts';
import type { TabProps } from './tabs.ts';

/** What visitors are asked before they can write. */
export function PreChatTab({ account_id, inbox }: TabProps) {
  const { pre_chat_message } = inbox.pre_chat_form_options ?? {};
  const draft = useDraft(
    {
      enabled: inbox.pre_chat_form_enabled ?? false,
      message: typeof pre_chat_message === 'string' ? pre_chat_message : '',
      fields: preChatFields(inbox),
    },
    ({ enabled, message, fields }) =>
      saveInbox(account_id, inbox.id, {
        channel: {
          pre_chat_form_enabled: enabled,
          pre_chat_form_options: {
            ...inbox.pre_chat_form_options,
            pre_chat_message: message,
            pre_chat_fields: fields,
          },
        },
      }),
    { fields: [] },
  );
  const { values, set } = draft;
  const change = (index: number, field: PreChatField) => set('fields', values.fields.with(index, field));
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.tabPreChat')} hint={t('inboxes.preChatHint')}>
        <Switch
          label={t('inboxes.preChatOn')}
          checked={values.enabled}
          onChange={(isOn) => set('enabled', isOn)}
        />
        <TextAreaField
          label={t('inboxes.preChatMessage')}
          optional
          value={values.message}
          onChange={(event) => set('message', event.target.value)}
        />
        <ol className="divide-y divide-line">
          {values.fields.map((field, index) => (
            <FieldRow
              key={field.name}
              field={field}
              onChange={(next) => change(index, next)}
              onMove={(by) => set('fields', moved(values.fields, index, by))}
              isFirst={index === 0}
              isLast={index === values.fields.length - 1}
            />
          ))}
        </ol>
      </Section>
    </DraftForm>
  );
}

interface FieldRowProps {
  field: PreChatField;
  isFirst: boolean;
  isLast: boolean;
  onChange(field: PreChatField): void;
  onMove(by: number): void;
}

function FieldRow({ field, isFirst, isLast, onChange, onMove }: FieldRowProps) {
  const name = field.label || field.name;
  return (
    <li className="py-3">
      <fieldset aria-label={name} className="grid gap-3">
        <div className="flex items-center justify-between gap-3">
          <Checkbox
            label={t('inboxes.fieldAsk', { field: name })}
            checked={field.enabled}
            onChange={(enabled) => onChange({ ...field, enabled })}
          />
          <MoveButtons name={name} isFirst={isFirst} isLast={isLast} onMove={onMove} />
        </div>
        {field.enabled && <FieldDetails field={field} onChange={onChange} />}
      </fieldset>
    </li>
  );
}

function FieldDetails({ field, onChange }: Pick<FieldRowProps, 'field' | 'onChange'>) {
  return (
    <div className="grid gap-3 ps-7 sm:grid-cols-2">
      <TextField
        label={t('inboxes.fieldLabel')}
        value={field.label}
        onChange={(event) => onChange({ ...field, label: event.target.value })}
      />
      <TextField
        label={t('inboxes.fieldPlaceholder')}
        value={field.placeholder}
        onChange={(event) => onChange({ ...field, placeholder: event.target.value })}
      />
      <Checkbox
        label={t('inboxes.fieldRequired')}
        checked={field.required}
        onChange={(required) => onChange({ ...field, required })}
      />
    </div>
  );
}

interface MoveButtonsProps {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove(by: number): void;
}

/** Not disabled at the ends: the button that was pressed would lose the focus. */
function MoveButtons({ name, isFirst, isLast, onMove }: MoveButtonsProps) {
  return (
    <span className="flex gap-1">
      <IconButton
        icon={ArrowUp}
        label={t('inboxes.fieldUp', { field: name })}
        aria-disabled={isFirst || undefined}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t('inboxes.fieldDown', { field: name })}
        aria-disabled={isLast || undefined}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
