import type { ContactState } from '@porchlight/client/state/desk';
import { useNavigate } from '@tanstack/react-router';
import { Ban, CircleCheck, Ellipsis, ImageOff, ImageUp, Merge, Trash2 } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { useActions } from '../../actions/use-actions.ts';
import { sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { MergeDialog } from '../../conversations/side-panel/merge-dialog.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { block, changeContact, deleteContact, removePicture, unblock } from '../contact-change.ts';
import { nameOf } from '../contact-facts.ts';
import { forgetContacts } from '../contact-queries.ts';
import { lastList } from '../last-list.ts';

/** What else can be done about a contact. */
export function ContactMenu({ contact }: { contact: ContactState }) {
  const live = useLive();
  const { actor } = useActions();
  const file = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<'merge' | 'delete'>();
  const close = () => setOpened(undefined);
  return (
    <>
      <PictureFile contact={contact} input={file} />
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('contacts.more')} />}>
        <MenuItem icon={ImageUp} onSelect={() => file.current?.click()}>
          {t('contacts.setPicture')}
        </MenuItem>
        {contact.thumbnail !== '' && (
          <MenuItem icon={ImageOff} onSelect={() => void saying(removePicture(live, contact.id))}>
            {t('contacts.removePicture')}
          </MenuItem>
        )}
        <MenuItem icon={Merge} onSelect={() => setOpened('merge')}>
          {t('contacts.merge')}
        </MenuItem>
        {contact.blocked ? (
          <MenuItem icon={CircleCheck} onSelect={() => unblock(live, contact)}>
            {t('contacts.unblock')}
          </MenuItem>
        ) : (
          <MenuItem icon={Ban} onSelect={() => block(live, contact)}>
            {t('contacts.block')}
          </MenuItem>
        )}
        {actor.can('administrator') && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} tone="bad" onSelect={() => setOpened('delete')}>
              {t('contacts.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      {opened === 'merge' && <Merging contact={contact} onClose={close} />}
      {opened === 'delete' && <Deleting contact={contact} onClose={close} />}
    </>
  );
}

/** What the desk says against it is said in the corner. */
async function saying(change: Promise<unknown>) {
  try {
    await change;
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}

interface PictureFileProps {
  contact: ContactState;
  input: RefObject<HTMLInputElement | null>;
}

function PictureFile({ contact, input }: PictureFileProps) {
  const live = useLive();
  return (
    <input
      ref={input}
      type="file"
      accept="image/png,image/jpeg,image/gif"
      aria-label={t('contacts.setPicture')}
      hidden
      onChange={(event) => {
        const [avatar] = event.target.files ?? [];
        event.target.value = '';
        if (avatar) void saying(changeContact(live, contact.id, { avatar }));
      }}
    />
  );
}

interface WindowProps {
  contact: ContactState;
  onClose(): void;
}

function Merging({ contact, onClose }: WindowProps) {
  const { account_id } = useLive();
  return (
    <MergeDialog
      contact={contact}
      onClose={() => {
        // The labels and the list are others now, if it was done.
        void forgetContacts(account_id);
        onClose();
      }}
    />
  );
}

function Deleting({ contact, onClose }: WindowProps) {
  const live = useLive();
  const navigate = useNavigate();
  const remove = async () => {
    await deleteContact(live, contact.id);
    const { account_id } = live;
    await navigate({
      to: '/accounts/$account_id/contacts',
      params: { account_id },
      search: lastList(account_id),
      replace: true,
    });
    toast(t('contacts.deleted', { name: nameOf(contact) }), { tone: 'good' });
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('contacts.deleteTitle', { name: nameOf(contact) })}
      text={t('contacts.deleteText')}
      confirm={t('ui.delete')}
      onConfirm={remove}
      sentenceOf={sentenceOf}
    />
  );
}
