import { useNavigate } from '@tanstack/react-router';
import { Folder } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { conditionsIn, type SavedFilter } from '../../filters/saved.ts';
import { SavedBar } from '../../filters/saved-bar.tsx';
import { SavedChoices, useHasSaved } from '../../filters/saved-choices.tsx';
import { SavedTitle } from '../../filters/saved-title.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, SubMenu } from '../../ui/menu.tsx';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';

interface FolderProps {
  search: ConversationsSearch;
}

interface ShownFolderProps extends FolderProps {
  show(change: ConversationsSearch): void;
}

/** What the list is called, with what can be done with the folder that is open. */
export function FolderTitle({ search, show }: ShownFolderProps) {
  return (
    <SavedTitle
      kind="conversation"
      id={search.folder}
      usual={t('conversations.title')}
      className="truncate text-large font-semibold"
      onRemoved={() => show({ filter: undefined, folder: undefined })}
    />
  );
}

/** Leads to other folders where conditions are shown, which leave no room for more to narrow by. */
export function FolderMenu({ search }: FolderProps) {
  const isOpen = search.folder !== undefined;
  if (!useHasSaved('conversation')) return null;
  return (
    <Menu align="end" trigger={<IconButton icon={Folder} label={t('saved.folders')} aria-pressed={isOpen} />}>
      <Choices search={search} />
    </Menu>
  );
}

/** Leads to the folders, within the menu of what narrows the list. */
export function FolderSubMenu({ search }: FolderProps) {
  if (!useHasSaved('conversation')) return null;
  return (
    <SubMenu label={t('saved.folders')}>
      <Choices search={search} />
    </SubMenu>
  );
}

function Choices({ search }: FolderProps) {
  const { account_id } = useLive();
  const navigate = useNavigate();
  const open = (saved: SavedFilter) =>
    void navigate({
      to: '/accounts/$account_id/conversations',
      params: { account_id },
      search: { filter: conditionsIn(saved), folder: saved.id },
    });
  return <SavedChoices kind="conversation" id={search.folder} onOpen={open} />;
}

/** Saves the conditions as a folder, or their changes to the one that is open. */
export function FolderBar({ search, show }: ShownFolderProps) {
  const { filter, folder } = search;
  if (!filter) return null;
  return (
    <div className="px-3 pt-2 empty:hidden">
      <SavedBar
        kind="conversation"
        id={folder}
        conditions={filter}
        onSaved={({ id }) => show({ folder: id })}
      />
    </div>
  );
}
