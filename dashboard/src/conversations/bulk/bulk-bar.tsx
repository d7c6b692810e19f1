import { useSyncExternalStore } from 'react';
import { useAction } from '../../actions/use-actions.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { commandTip } from '../../ui/tip.ts';
import { t } from '../../words/words.ts';
import { selectEvery, selectNone } from '../actions/list-actions.ts';
import { ConversationToolbar } from '../actions/toolbar.tsx';
import { selection } from '../store/selection.ts';

/** How many are selected, and what can be done with them. */
export function BulkBar({ rows }: { rows: number }) {
  const { ids } = useSyncExternalStore(selection.subscribe, selection.get);
  const every = useAction(selectEvery);
  const none = useAction(selectNone);
  return (
    <>
      {/* Heard when it changes, and so there before it does. */}
      <span role="status" className="unseen">
        {ids.size > 0 ? t('conversations.selected', { count: ids.size }) : ''}
      </span>
      {ids.size > 0 && (
        <div className="flex flex-wrap items-center gap-1 border-b border-line bg-accent-ground py-1 ps-2.5 pe-1.5">
          {none.icon && (
            <IconButton
              icon={none.icon}
              label={none.label}
              keys={none.keys}
              size="small"
              onClick={none.run}
            />
          )}
          <span aria-hidden="true" className="font-medium">
            {t('conversations.selected', { count: ids.size })}
          </span>
          {ids.size < rows && (
            <Button look="quiet" size="small" {...commandTip(every.label, every.keys)} onClick={every.run}>
              {every.label}
            </Button>
          )}
          <span className="grow" />
          <ConversationToolbar />
        </div>
      )}
    </>
  );
}
