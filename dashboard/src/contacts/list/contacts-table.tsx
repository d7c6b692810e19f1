import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { t } from '../../words/words.ts';
import type { ContactRecord } from '../contact-queries.ts';
import { type ContactsSearch, type SortField, sortedBy, sortOf, turnedSort } from '../search.ts';
import { ContactRow } from './contact-row.tsx';
import { SORT_LABELS } from './toolbar.tsx';
import { useShow } from './use-show.ts';

// What does not fit is left out, not pushed aside: all of it stands on the page of the contact.
const COLUMNS = [
  { field: 'name', className: 'text-start ps-4 sm:ps-6 sm:w-[42%] md:w-[27%]' },
  { field: 'email', className: 'text-start max-sm:hidden md:w-[25%]' },
  { field: 'phone_number', className: 'text-start max-md:hidden w-[16%]' },
  { field: 'company', className: 'text-start max-md:hidden w-[15%]' },
  { field: 'last_activity_at', className: 'w-36 text-start max-lg:pe-4 max-lg:text-end sm:max-lg:pe-6' },
  { field: 'created_at', className: 'max-lg:hidden w-36 pe-6 text-end' },
] as const satisfies readonly { field: SortField; className: string }[];

interface ContactsTableProps {
  search: ContactsSearch;
  rows: readonly ContactRecord[];
  /** Whether these are still the rows of what was asked before. */
  isOld: boolean;
}

/** A page of contacts; arrows go from row to row. */
export function ContactsTable({ search, rows, isOld }: ContactsTableProps) {
  return (
    <table
      aria-label={t('contacts.title')}
      aria-busy={isOld}
      className={classNames('w-full table-fixed border-collapse', isOld && 'opacity-60')}
    >
      <thead className="sticky top-0 z-10 bg-surface text-small text-ink-soft shadow-[inset_0_-1px_var(--line)]">
        <tr>
          {COLUMNS.map(({ field, className }) => (
            <ColumnHead key={field} field={field} search={search} className={className} />
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {rows.map((row) => (
          <ContactRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

interface ColumnHeadProps {
  field: SortField;
  search: ContactsSearch;
  className: string;
}

function ColumnHead({ field, search, className }: ColumnHeadProps) {
  const show = useShow();
  const { field: sorted, isDescending } = sortOf(search);
  const isSorted = field === sorted;
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={classNames('px-3 py-1 font-medium', className)}
    >
      <button
        type="button"
        onClick={() => show(sortedBy(search, turnedSort(search, field)))}
        className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-base hover:text-ink"
      >
        <span className={classNames('truncate', isSorted && 'text-ink')}>{t(SORT_LABELS[field])}</span>
        {isSorted && <Arrow size={14} aria-hidden="true" className="shrink-0" />}
      </button>
    </th>
  );
}

function moveFocus(event: KeyboardEvent) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = linksIn(event.currentTarget);
  const at = links.findIndex((link) => link.matches(':focus'));
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: links.length - 1,
  };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  links[place]?.focus();
}

const linksIn = (rows: Element) => [...rows.querySelectorAll<HTMLElement>('[data-row] a')];

/** Gives the first contact of the list the focus. */
export const focusFirst = (list: Element | null) => list && linksIn(list)[0]?.focus();
