import { useEffect } from 'react';
import { useLate } from '../../ui/layers/late.ts';
import { foldersPart } from '../parts.ts';
import type { ConversationsSearch } from '../search.ts';

/** Folders come late, but where conditions are shown that may be one. */
export function useFolders({ filter }: ConversationsSearch) {
  const isFiltered = filter !== undefined;
  useEffect(() => {
    if (isFiltered) void foldersPart.load();
  }, [isFiltered]);
  return useLate(foldersPart);
}
