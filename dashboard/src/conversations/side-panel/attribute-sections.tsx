import type { ContactState, ConversationState } from '@porchlight/client/state/desk';
import { loadContacts } from '@porchlight/client/state/load';
import { useLive } from '../../app/live/use-live.ts';
import { patchConversations } from '../store/patch.ts';
import { Attributes } from './attributes.tsx';
import { doing } from './doing.ts';

/** What the account keeps about the contact in fields of its own. */
export function ContactAttributes({ contact }: { contact: ContactState }) {
  const live = useLive();
  const { id, custom_attributes } = contact;
  const take = async (act: Parameters<typeof doing>[1]): Promise<boolean> => {
    const asked_at = live.store.get().version;
    const done = await doing(live, act);
    if (!done) return false;
    const { payload } = done.answer as { payload: Parameters<typeof loadContacts>[1][number] };
    live.store.change((state) => loadContacts(state, [payload], asked_at));
    return true;
  };
  return (
    <Attributes
      attributes={custom_attributes}
      onPut={(name, value) =>
        take((desk, account_id) =>
          desk.contacts.update({
            account_id,
            id,
            include_contact_inboxes: false,
            custom_attributes: { [name]: value },
          }),
        )
      }
      onRemove={(name) =>
        take((desk, account_id) =>
          desk.contacts.removeCustomAttributes({ account_id, id, custom_attributes: [name] }),
        )
      }
    />
  );
}

/** The same about the conversation; the desk takes all of them at once. */
export function ConversationAttributes({ conversation }: { conversation: ConversationState }) {
  const live = useLive();
  const { id, custom_attributes: before } = conversation;
  const put = async (custom_attributes: Record<string, unknown>): Promise<boolean> => {
    const done = await doing(live, (desk, account_id) =>
      desk.conversations.replaceCustomAttributes({ account_id, id, custom_attributes }),
    );
    if (!done) return false;
    const { custom_attributes: kept } = done.answer;
    live.store.change((state) => patchConversations(state, new Map([[id, { custom_attributes: kept }]])));
    return true;
  };
  return (
    <Attributes
      attributes={before}
      onPut={(name, value) => put({ ...before, [name]: value })}
      onRemove={(name) => put(Object.fromEntries(Object.entries(before).filter(([each]) => each !== name)))}
    />
  );
}
