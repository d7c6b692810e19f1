import { useMatches, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { t } from '../words/words.ts';

/** Names the page in the tab of the browser, and leads the focus to its content when another page is shown. */
export function PageTitle() {
  const matches = useMatches();
  const title = matches.findLast(({ staticData }) => staticData.title !== undefined)?.staticData.title;
  const page = useRouterState({ select: ({ matches: shown }) => shown.at(-1)?.routeId });
  const isFirst = useRef(true);

  useEffect(() => {
    document.title = title === undefined ? t('ui.product') : t('ui.title', { page: t(title) });
  }, [title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the page that counts.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else focusContent();
  }, [page]);
  return null;
}

/** Puts the focus where the new page begins, unless the page put it somewhere itself. */
function focusContent() {
  const content = document.querySelector<HTMLElement>('#content');
  const focused = document.activeElement;
  if (content && !content.contains(focused) && !focused?.closest('[role=dialog]')) content.focus();
}
