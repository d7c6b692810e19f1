import { UsersRound } from 'lucide-react';
import { conditionsIn } from '../../filters/saved.ts';
import { SavedBar } from '../../filters/saved-bar.tsx';
import { SavedChoices, useHasSaved } from '../../filters/saved-choices.tsx';
import { SavedTitle } from '../../filters/saved-title.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { t } from '../../words/words.ts';
import { type ContactsSearch, narrowedBy } from '../search.ts';
import { useShow } from './use-show.ts';

interface SegmentProps {
  search: ContactsSearch;
}

/** What the list is called. */
export function SegmentTitle({ search }: SegmentProps) {
  const show = useShow();
  return (
    <SavedTitle
      kind="contact"
      id={search.segment}
      usual={t('contacts.title')}
      className="min-w-0 text-title font-semibold break-words"
      onRemoved={() => show(narrowedBy(search, {}))}
    />
  );
}

/** Leads to the segments. */
export function SegmentMenu({ search }: SegmentProps) {
  const show = useShow();
  if (!useHasSaved('contact')) return null;
  return (
    <Menu
      trigger={
        <Button aria-pressed={search.segment !== undefined}>
          <UsersRound size={16} aria-hidden="true" />
          {t('saved.segments')}
        </Button>
      }
    >
      <SavedChoices
        kind="contact"
        id={search.segment}
        onOpen={(saved) => show(narrowedBy(search, { filter: conditionsIn(saved), segment: saved.id }))}
      />
    </Menu>
  );
}

/** Saves the conditions as a segment, or their changes to the one that is open. */
export function SegmentBar({ search }: SegmentProps) {
  const show = useShow();
  const { filter, segment } = search;
  if (!filter) return null;
  return (
    <SavedBar
      kind="contact"
      id={segment}
      conditions={filter}
      onSaved={({ id }) => show(narrowedBy(search, { filter, segment: id }))}
    />
  );
}
