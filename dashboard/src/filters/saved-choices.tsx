import { useLive } from '../app/live/use-live.ts';
import { MenuChoices } from '../ui/menu.tsx';
import { t } from '../words/words.ts';
import { type SavedFilter, type SavedKind, useSavedFilters } from './saved.ts';
import { SAVED_WORDS } from './saved-words.ts';

interface SavedChoicesProps {
  kind: SavedKind;
  /** The one that is open. */
  id: number | undefined;
  onOpen(saved: SavedFilter): void;
}

/** Opens what was saved, within a menu. */
export function SavedChoices({ kind, id, onOpen }: SavedChoicesProps) {
  const all = useSavedFilters(useLive().account_id, kind) ?? [];
  return (
    <MenuChoices
      label={t(SAVED_WORDS[kind].all)}
      value={String(id ?? '')}
      options={all.map((saved) => ({ value: String(saved.id), label: <bdi>{saved.name}</bdi> }))}
      onChange={(value) => {
        const chosen = all.find((saved) => String(saved.id) === value);
        if (chosen) onOpen(chosen);
      }}
    />
  );
}

/** Whether there is anything to choose from. */
export const useHasSaved = (kind: SavedKind): boolean =>
  (useSavedFilters(useLive().account_id, kind) ?? []).length > 0;
