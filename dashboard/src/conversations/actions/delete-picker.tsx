import { ask, sentenceOf } from '../../app/ask.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { dropConversations } from '../store/patch.ts';
import type { PickerProps } from './pickers.ts';
import { leaveSelection, listScope } from './scopes.ts';

/** Asks before conversations are deleted, which nothing brings back. */
export function DeletePicker({ target, onClose }: PickerProps) {
  const { live, conversations, isSelection } = target;
  const count = conversations.length;
  const remove = async () => {
    const list = listScope.current();
    const [first] = conversations;
    const next = first && list?.nextOf(first.id);
    for (const { id } of conversations) {
      await ask((desk) => desk.conversations.delete({ account_id: live.account_id, id }));
      live.store.change((state) => dropConversations(state, [id]));
    }
    if (!isSelection) list?.open(next === first?.id ? undefined : next);
    leaveSelection(target);
    toast(t('conversations.deleted', { count }));
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('conversations.deleteTitle', { count })}
      text={t('conversations.deleteText')}
      confirm={t('ui.delete')}
      onConfirm={remove}
      sentenceOf={sentenceOf}
    />
  );
}
