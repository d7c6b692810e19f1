import type { MessageState } from '@porchlight/client/state/desk';
import { Copy, EllipsisVertical, Link2, Reply, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { useLive } from '../../app/live/use-live.ts';
import { copyText } from '../../ui/clipboard.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { composerScope } from '../composer/actions.ts';
import { draftsOf } from '../composer/open-drafts.ts';

const SHOWN =
  'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100';

/** What can be done with a message. The menu itself is only made once it is asked for: a thread has many. */
export function MessageMenu({ message }: { message: MessageState }) {
  const [isOpen, setOpen] = useState<boolean>();
  const [isDeleting, setDeleting] = useState(false);
  const live = useLive();
  const button = (
    <IconButton
      icon={EllipsisVertical}
      size="small"
      label={t('thread.messageMenu')}
      className={SHOWN}
      {...(isOpen === undefined ? { 'aria-haspopup': 'menu', onClick: () => setOpen(true) } : {})}
    />
  );
  if (isOpen === undefined) return button;
  return (
    <>
      <Menu trigger={button} open={isOpen} onOpenChange={setOpen} align="end">
        <MenuItem icon={Reply} onSelect={() => replyTo(live, message)}>
          {t('thread.replyTo')}
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => void copy(message.content ?? '')}>
          {t('thread.copyText')}
        </MenuItem>
        <MenuItem icon={Link2} onSelect={() => void copy(linkTo(live, message))}>
          {t('thread.copyLink')}
        </MenuItem>
        {message.content_attributes.deleted !== true && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} tone="bad" onSelect={() => setDeleting(true)}>
              {t('ui.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <ConfirmDialog
        open={isDeleting}
        onOpenChange={setDeleting}
        title={t('thread.deleteTitle')}
        text={t('thread.deleteText')}
        confirm={t('ui.delete')}
        sentenceOf={sentenceOf}
        onConfirm={async () => {
          const { id, conversation_id } = message;
          await ask((desk) => desk.messages.delete({ account_id: live.account_id, conversation_id, id }));
        }}
      />
    </>
  );
}

function replyTo(live: Live, { id, conversation_id, private: isPrivate }: MessageState) {
  const drafts = draftsOf(live);
  // A note is answered among colleagues.
  if (isPrivate) drafts.choose(conversation_id, 'note');
  drafts.change(conversation_id, drafts.of(conversation_id).mode, { in_reply_to: id });
  // The menu gives the focus back to its button first.
  setTimeout(() => composerScope.current()?.focus(), 0);
}

async function copy(text: string) {
  const isCopied = await copyText(text);
  toast(isCopied ? t('ui.copied') : t('ui.copyFailed'), { tone: isCopied ? 'plain' : 'bad' });
}

const linkTo = ({ account_id }: Live, { id, conversation_id }: MessageState) =>
  `${location.origin}/app/accounts/${account_id}/conversations/${conversation_id}?messageId=${id}`;
