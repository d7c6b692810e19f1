import { ArrowDownUp, ListFilter, Tag } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useLabels } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoices } from '../../ui/menu.tsx';
import { t } from '../../words/words.ts';
import { type ContactsSearch, narrowedBy, SORT_FIELDS, type SortField, sortedBy, sortOf } from '../search.ts';
import { SearchField } from './search-field.tsx';
import { SegmentMenu } from './segments.tsx';
import { useShow } from './use-show.ts';

interface ToolbarProps {
  search: ContactsSearch;
  openFilter(): void;
  onDown(): void;
}

/** What narrows and sorts the list. */
export function Toolbar({ search, openFilter, onDown }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField search={search} onDown={onDown} />
      <LabelMenu search={search} />
      <SegmentMenu search={search} />
      <Button aria-pressed={search.filter !== undefined} onClick={openFilter}>
        <ListFilter size={16} aria-hidden="true" />
        {t('contacts.filter')}
      </Button>
      <SortMenu search={search} />
    </div>
  );
}

function LabelMenu({ search }: { search: ContactsSearch }) {
  const labels = useLabels(useLive().account_id);
  const show = useShow();
  if (labels.length === 0) return null;
  const { label = '', search: words } = search;
  const choose = (title: string) =>
    show(
      narrowedBy(search, {
        ...(words === undefined ? {} : { search: words }),
        ...(title === '' ? {} : { label: title }),
      }),
    );
  return (
    <Menu
      trigger={
        <Button>
          <Tag size={16} aria-hidden="true" />
          {t('conversations.labelIs')}
        </Button>
      }
    >
      <MenuChoices
        label={t('conversations.labelIs')}
        value={label}
        options={[
          { value: '', label: t('conversations.any') },
          ...labels.map(({ title }) => ({ value: title, label: <bdi>{title}</bdi> })),
        ]}
        onChange={choose}
      />
    </Menu>
  );
}

/** What the fields are called that a list is sorted by. */
export const SORT_LABELS = {
  name: 'panel.name',
  email: 'panel.email',
  phone_number: 'panel.phone',
  company: 'panel.company',
  city: 'panel.city',
  country: 'panel.country',
  last_activity_at: 'conversations.lastActivityAt',
  created_at: 'conversations.createdAt',
} as const satisfies Record<SortField, string>;

function SortMenu({ search }: { search: ContactsSearch }) {
  const show = useShow();
  const { field, isDescending } = sortOf(search);
  const sort = (chosen: SortField, direction: string) =>
    show(sortedBy(search, direction === 'down' ? `-${chosen}` : chosen));
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <ArrowDownUp size={16} aria-hidden="true" />
          {t('contacts.sortedBy', { field: t(SORT_LABELS[field]) })}
        </Button>
      }
    >
      <MenuChoices
        label={t('conversations.sort')}
        value={field}
        options={SORT_FIELDS.map((each) => ({ value: each, label: t(SORT_LABELS[each]) }))}
        onChange={(value) => {
          const chosen = SORT_FIELDS.find((each) => each === value);
          if (chosen) sort(chosen, chosen.endsWith('_at') ? 'down' : 'up');
        }}
      />
      <MenuChoices
        label={t('contacts.direction')}
        value={isDescending ? 'down' : 'up'}
        options={[
          { value: 'up', label: t('contacts.ascending') },
          { value: 'down', label: t('contacts.descending') },
        ]}
        onChange={(direction) => sort(field, direction)}
      />
    </Menu>
  );
}
