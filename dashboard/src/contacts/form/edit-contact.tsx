import type { ContactState } from '@porchlight/client/state/desk';
import { useState } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { changeContact } from '../contact-change.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { type ContactValues, changesOf, problemsOf, valuesOf } from './contact-values.ts';
import { useContactForm } from './use-contact-form.ts';

/** Changes who somebody is and how they can be reached. */
export function EditContact({ contact, onClose }: { contact: ContactState; onClose(): void }) {
  const live = useLive();
  // What was there when the window opened tells what is changed in it.
  const [before] = useState(() => valuesOf(contact));
  const save = async (values: ContactValues) => {
    await changeContact(live, contact.id, changesOf(values, before));
    toast(t('ui.saved'), { tone: 'good' });
    onClose();
  };
  const form = useContactForm({ before, check: problemsOf, save });
  return <ContactDialog title={t('panel.editContact')} submit={t('ui.save')} form={form} onClose={onClose} />;
}
