import type { ContactState } from '@porchlight/client/state/desk';
import { loadContacts } from '@porchlight/client/state/load';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { t } from '../../words/words.ts';

const NAMES = ['name', 'email', 'phone_number', 'company', 'city', 'country', 'identifier'] as const;
type Values = Record<(typeof NAMES)[number], string>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Changes what is known of a contact, in its place. */
export function ContactForm({ contact, onDone }: { contact: ContactState; onDone(): void }) {
  const { account_id, store } = useLive();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async (values: Values) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const asked_at = store.get().version;
      const changed = await ask((desk) =>
        desk.contacts.update({
          account_id,
          id: contact.id,
          include_contact_inboxes: false,
          ...fieldsOf(values, contact),
        }),
      );
      store.change((state) => loadContacts(state, [changed.payload], asked_at));
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const { problems, submit } = useForm(NAMES, check, (values) => void save(values));
  return (
    <form onSubmit={submit} noValidate className="grid gap-3">
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <Fields contact={contact} problems={problems} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" busy={isBusy}>
          {t('ui.save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Fields({ contact, problems }: { contact: ContactState; problems: Partial<Values> }) {
  const more = contact.additional_attributes;
  return (
    <>
      <TextField label={t('panel.name')} name="name" defaultValue={contact.name} />
      <TextField
        label={t('panel.email')}
        name="email"
        type="email"
        dir="ltr"
        defaultValue={contact.email ?? ''}
        problem={problems.email}
      />
      <TextField
        label={t('panel.phone')}
        name="phone_number"
        type="tel"
        dir="ltr"
        defaultValue={contact.phone_number ?? ''}
        hint={t('panel.phoneHint')}
        problem={problems.phone_number}
      />
      <TextField
        label={t('panel.company')}
        name="company"
        defaultValue={text(more.company_name) || text(more.company)}
      />
      <TextField label={t('panel.city')} name="city" defaultValue={text(more.city)} />
      <TextField label={t('panel.country')} name="country" defaultValue={text(more.country)} />
      <TextField label={t('panel.identifier')} name="identifier" defaultValue={contact.identifier ?? ''} />
    </>
  );
}

function check({ email, phone_number }: Values): Partial<Values> {
  const isMail = email.trim() === '' || /^[^\s@]+@[^\s@]+$/.test(email.trim());
  const isPhone = phone_number.trim() === '' || /^\+[1-9]\d{1,14}$/.test(phone_number.trim());
  return {
    ...(isMail ? {} : { email: t('panel.badEmail') }),
    ...(isPhone ? {} : { phone_number: t('panel.phoneHint') }),
  };
}

const blank = (value: string) => (value.trim() === '' ? null : value.trim());

/** What changes alone, so that a colleague's change of something else stays. */
function fieldsOf(values: Values, contact: ContactState) {
  const more = contact.additional_attributes;
  const own = {
    name: contact.name,
    email: contact.email,
    phone_number: contact.phone_number,
    identifier: contact.identifier,
  };
  const fields = Object.fromEntries(
    Object.entries(own)
      .map(([name, before]) => [name, blank(values[name as keyof Values]), before || null])
      .filter(([, now, before]) => now !== before)
      .map(([name, now]) => [name, name === 'name' ? (now ?? '') : now]),
  );
  const company = 'company' in more && !('company_name' in more) ? 'company' : 'company_name';
  const attributes = { [company]: values.company, city: values.city, country: values.country };
  const changed = Object.entries(attributes).filter(([name, value]) => value.trim() !== text(more[name]));
  return changed.length > 0 ? { ...fields, additional_attributes: Object.fromEntries(changed) } : fields;
}
