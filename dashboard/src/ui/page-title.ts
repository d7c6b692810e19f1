import { useEffect } from 'react';
import { t } from '../words/words.ts';

/** Names the page in the tab of the browser. */
export function usePageTitle(page: string) {
  useEffect(() => {
    document.title = t('ui.title', { page });
  }, [page]);
}
