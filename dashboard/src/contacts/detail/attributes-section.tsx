import type { ContactState } from '@porchlight/client/state/desk';
import { sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Attributes } from '../../conversations/side-panel/attributes.tsx';
import { Section } from '../../ui/page.tsx';
import { toast, toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { changeContact, removeAttribute } from '../contact-change.ts';

/** What the account keeps about the contact in fields of its own. */
export function AttributesSection({ contact: { id, custom_attributes } }: { contact: ContactState }) {
  const live = useLive();
  const put = (name: string, value: unknown) =>
    isDone(changeContact(live, id, { custom_attributes: { [name]: value } }));
  const remove = async (name: string) => {
    const value = custom_attributes[name];
    if (!(await isDone(removeAttribute(live, id, name)))) return false;
    toastWithUndo(t('contacts.attributeRemoved', { name }), () => void put(name, value));
    return true;
  };
  return (
    <Section title={t('contacts.attributes')}>
      <div className="grid gap-2">
        <Attributes attributes={custom_attributes} onPut={put} onRemove={remove} />
      </div>
    </Section>
  );
}

/** Whether the desk took it; what it says against it is said in the corner. */
async function isDone(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
    return false;
  }
}
