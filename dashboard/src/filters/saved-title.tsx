import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { useLive } from '../app/live/use-live.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { NameDialog } from './name-dialog.tsx';
import { changeFilter, removeFilter, type SavedFilter, type SavedKind, useSavedFilters } from './saved.ts';
import { SAVED_WORDS } from './saved-words.ts';

interface SavedTitleProps {
  kind: SavedKind;
  id: number | undefined;
  /** Stands where none is open. */
  usual: string;
  className: string;
  onRemoved(): void;
}

/** The heading of a list: the name of the saved filter that is open, with what can be done with it. */
export function SavedTitle({ kind, id, usual, className, onRemoved }: SavedTitleProps) {
  const saved = useSavedFilters(useLive().account_id, kind)?.find((each) => each.id === id);
  return (
    <>
      <h1 className={className}>{saved ? <bdi>{saved.name}</bdi> : usual}</h1>
      {saved && <SavedCommands kind={kind} saved={saved} onRemoved={onRemoved} />}
    </>
  );
}

interface SavedCommandsProps extends Pick<SavedTitleProps, 'kind' | 'onRemoved'> {
  saved: SavedFilter;
}

function SavedCommands({ kind, saved, onRemoved }: SavedCommandsProps) {
  const { account_id } = useLive();
  const [opened, setOpened] = useState<'rename' | 'remove'>();
  const words = SAVED_WORDS[kind];
  const close = () => setOpened(undefined);
  const remove = async () => {
    await removeFilter(account_id, saved);
    onRemoved();
    toast(t('saved.deletedNow', { name: saved.name }));
  };
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t(words.more)} />}>
        <MenuItem icon={Pencil} onSelect={() => setOpened('rename')}>
          {t(words.rename)}
        </MenuItem>
        <MenuItem icon={Trash2} tone="bad" onSelect={() => setOpened('remove')}>
          {t(words.remove)}
        </MenuItem>
      </Menu>
      {opened === 'rename' && (
        <NameDialog
          title={t(words.rename)}
          name={saved.name}
          onClose={close}
          onSave={(name) => changeFilter(account_id, saved, { name })}
        />
      )}
      <ConfirmDialog
        open={opened === 'remove'}
        onOpenChange={close}
        title={t('saved.deleteTitle', { name: saved.name })}
        text={t(words.removeText)}
        confirm={t('ui.delete')}
        onConfirm={remove}
        sentenceOf={sentenceOf}
      />
    </>
  );
}
