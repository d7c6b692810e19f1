import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../words/words.ts';
import type { FieldName } from './contact-values.ts';
import type { ContactForm } from './use-contact-form.ts';

interface ContactDialogProps {
  title: string;
  hint?: string;
  submit: string;
  form: ContactForm;
  onClose(): void;
}

/** Who somebody is and how they can be reached, to be filled in. */
export function ContactDialog({ title, hint, submit, form, onClose }: ContactDialogProps) {
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && !form.isBusy && onClose()}
      title={title}
      hint={hint}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" form={id} look="primary" busy={form.isBusy}>
            {form.isBusy ? t('ui.saving') : submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={form.submit}
        className="grid items-start gap-4 pt-1 *:min-w-0 sm:grid-cols-2"
      >
        {form.failure !== undefined && (
          <div className="sm:col-span-2">
            <Notice tone="bad">{form.failure}</Notice>
          </div>
        )}
        <Fields form={form} />
      </form>
    </Dialog>
  );
}

const PLAIN = [
  { name: 'company', label: 'panel.company' },
  { name: 'identifier', label: 'panel.identifier' },
  { name: 'city', label: 'panel.city' },
  { name: 'country', label: 'panel.country' },
] as const;

function Fields({ form }: { form: ContactForm }) {
  const of = (name: FieldName) => ({
    name,
    value: form.values[name],
    problem: form.problems[name],
    onChange: ({ target }: { target: { value: string } }) => form.set(name, target.value),
  });
  return (
    <>
      <div className="sm:col-span-2">
        <TextField {...of('name')} label={t('panel.name')} autoFocus autoComplete="off" />
      </div>
      <TextField {...of('email')} label={t('panel.email')} type="email" dir="ltr" autoComplete="off" />
      <TextField
        {...of('phone_number')}
        label={t('panel.phone')}
        type="tel"
        dir="ltr"
        placeholder="+15550109999"
        autoComplete="off"
      />
      {PLAIN.map(({ name, label }) => (
        <TextField key={name} {...of(name)} label={t(label)} autoComplete="off" />
      ))}
      <div className="sm:col-span-2">
        <TextAreaField {...of('about')} label={t('panel.about')} rows={3} />
      </div>
    </>
  );
}
