import { useRouter } from '@tanstack/react-router';
import { useAction } from '../../actions/use-actions.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { t } from '../../words/words.ts';
import { openFilter } from '../actions/list-actions.ts';
import type { ConversationsSearch } from '../search.ts';
import { filterOf } from '../store/membership.ts';
import { type ListMenuProps, NarrowMenu, SortMenu, StatusMenu } from './list-menus.tsx';
import type { useFolders } from './use-folders.ts';

interface ListHeaderProps extends Omit<ListMenuProps, 'hrefOf'> {
  folders: ReturnType<typeof useFolders>;
}

/** What the list is called, and what narrows and sorts it. */
export function ListHeader({ folders, search, show }: ListHeaderProps) {
  const router = useRouter();
  const hrefOf = (change: ConversationsSearch) =>
    router.buildLocation({ to: '.', search: { ...filterOf(search), ...change } }).publicHref;
  const menu = { search, show, hrefOf };
  const filtering = useAction(openFilter);
  return (
    <header className="flex items-center gap-1 px-3 pt-2 pb-1">
      {folders ? (
        <folders.FolderTitle search={search} show={show} />
      ) : (
        <h1 className="truncate text-large font-semibold">{t('conversations.title')}</h1>
      )}
      {search.filter === undefined && <StatusMenu {...menu} />}
      <span className="grow" />
      {search.filter === undefined ? (
        <NarrowMenu {...menu}>{folders && <folders.FolderSubMenu search={search} />}</NarrowMenu>
      ) : (
        folders && <folders.FolderMenu search={search} />
      )}
      {search.filter === undefined && <SortMenu {...menu} />}
      {filtering.icon && (
        <IconButton
          icon={filtering.icon}
          label={filtering.label}
          keys={filtering.keys}
          aria-pressed={search.filter !== undefined}
          onClick={filtering.run}
        />
      )}
    </header>
  );
}
