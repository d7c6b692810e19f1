import { useNavigate } from '@tanstack/react-router';
import { ask } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { t } from '../../words/words.ts';
import { forgetContacts } from '../contact-queries.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { BLANK, type ContactValues, changesOf, problemsOfNew } from './contact-values.ts';
import { useContactForm } from './use-contact-form.ts';

/** Makes a contact, and leads to it. */
export function NewContact({ onClose }: { onClose(): void }) {
  const { account_id } = useLive();
  const navigate = useNavigate();
  const save = async (values: ContactValues) => {
    const { payload } = await ask((desk) =>
      desk.contacts.create({ account_id, ...changesOf(values, BLANK) }),
    );
    void forgetContacts(account_id);
    onClose();
    await navigate({
      to: '/accounts/$account_id/contacts/$contact_id',
      params: { account_id, contact_id: payload.contact.id },
    });
  };
  const form = useContactForm({ before: BLANK, check: problemsOfNew, save });
  return (
    <ContactDialog
      title={t('contacts.new')}
      hint={t('contacts.newHint')}
      submit={t('contacts.create')}
      form={form}
      onClose={onClose}
    />
  );
}
