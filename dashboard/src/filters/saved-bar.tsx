import type { FilterCondition } from '@porchlight/contract/filters';
import { useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { useLive } from '../app/live/use-live.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { NameDialog } from './name-dialog.tsx';
import { isSameFilter } from './same-filter.ts';
import {
  changeFilter,
  conditionsIn,
  type SavedFilter,
  type SavedKind,
  saveFilter,
  useSavedFilters,
} from './saved.ts';
import { SAVED_WORDS } from './saved-words.ts';

interface SavedBarProps {
  kind: SavedKind;
  /** The saved filter that is open. */
  id: number | undefined;
  /** What is listed, which may be something else by now. */
  conditions: readonly FilterCondition[];
  onSaved(saved: SavedFilter): void;
}

/** Saves what is listed, as long as it is not saved; nothing to do, nothing to see. */
export function SavedBar({ kind, id, conditions, onSaved }: SavedBarProps) {
  const { account_id } = useLive();
  const all = useSavedFilters(account_id, kind);
  const [isNaming, setNaming] = useState(false);
  const saved = all?.find((each) => each.id === id);
  if (!all || (saved && isSameFilter(conditionsIn(saved), conditions))) return null;
  const words = SAVED_WORDS[kind];
  const label = t(saved ? words.saveNew : words.save);
  const save = async (name: string) => {
    onSaved(await saveFilter({ account_id, kind, name, conditions }));
    toast(t('saved.savedNow', { name }));
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {saved && (
        <Button size="small" look="primary" onClick={() => void saveChanges(account_id, saved, conditions)}>
          {t('saved.saveChanges')}
        </Button>
      )}
      <Button size="small" onClick={() => setNaming(true)}>
        {label}
      </Button>
      {isNaming && <NameDialog title={label} name="" onClose={() => setNaming(false)} onSave={save} />}
    </div>
  );
}

async function saveChanges(account_id: number, saved: SavedFilter, conditions: readonly FilterCondition[]) {
  try {
    await changeFilter(account_id, saved, { conditions });
    toast(t('saved.savedNow', { name: saved.name }));
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
