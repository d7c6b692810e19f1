import type { FilterCondition } from '@porchlight/contract/filters';
import { isCondition } from '../filters/is-condition.ts';

export const SORT_FIELDS = [
  'name',
  'email',
  'phone_number',
  'company',
  'city',
  'country',
  'last_activity_at',
  'created_at',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];
/** As the desk takes it: a field, with `-` before it for the other direction. */
export type Sort = SortField | `-${SortField}`;

/** What narrows and sorts the list; as the address has it. What is usual is left out. */
export interface ContactsSearch {
  search?: string;
  label?: string;
  /** Those who are there at this moment alone. */
  online?: true;
  filter?: readonly FilterCondition[];
  /** The segment that these conditions were saved as, changed since or not. */
  segment?: number;
  sort?: Sort;
  page?: number;
}

/** Those of whom something was heard last stand first. */
export const USUAL_SORT = '-last_activity_at' satisfies Sort;

const SORTS: readonly Sort[] = SORT_FIELDS.flatMap((field): Sort[] => [field, `-${field}`]);

/** Reads what stands in the address; what is not understood is left out. */
export function readSearch(given: Readonly<Record<string, unknown>>): ContactsSearch {
  const { sort, page } = given;
  const known = SORTS.find((each) => each === sort && each !== USUAL_SORT);
  return {
    ...narrowingOf(given),
    ...(known ? { sort: known } : {}),
    ...(typeof page === 'number' && Number.isSafeInteger(page) && page > 1 ? { page } : {}),
  };
}

/** The desk narrows by conditions, by who is there, or by words and a label: one of the three at a time. */
function narrowingOf(given: Readonly<Record<string, unknown>>): ContactsSearch {
  const { search, label, online, filter, segment } = given;
  const conditions = Array.isArray(filter) ? filter.filter(isCondition) : [];
  if (conditions.length > 0) return { filter: conditions, ...(isId(segment) ? { segment } : {}) };
  if (online === true) return { online };
  return { ...textOf('search', search), ...textOf('label', label) };
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const textOf = (name: 'search' | 'label', value: unknown): ContactsSearch =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
    ? { [name]: String(value) }
    : {};

/** The list narrowed in another way, from its first page on, in the same order. */
export const narrowedBy = ({ sort }: ContactsSearch, narrowing: ContactsSearch): ContactsSearch => ({
  ...narrowing,
  ...(sort ? { sort } : {}),
});

/** The list with other conditions, in the segment that is open; none take the filter away. */
export const filteredBy = (search: ContactsSearch, filter: readonly FilterCondition[]): ContactsSearch => {
  const { segment } = search;
  return narrowedBy(search, filter.length > 0 ? { filter, ...(segment ? { segment } : {}) } : {});
};

/** Whether anything is left out of the list. */
export const isNarrowed = ({ search, label, online, filter }: ContactsSearch): boolean =>
  search !== undefined || label !== undefined || online === true || filter !== undefined;

/** What the list is sorted by. */
export function sortOf({ sort = USUAL_SORT }: ContactsSearch): { field: SortField; isDescending: boolean } {
  const field = SORT_FIELDS.find((each) => sort === each || sort === `-${each}`) ?? 'last_activity_at';
  return { field, isDescending: sort.startsWith('-') };
}

/** The list sorted in this way, from its first page on. */
export function sortedBy({ page: _page, sort: _sort, ...rest }: ContactsSearch, sort: Sort): ContactsSearch {
  return sort === USUAL_SORT ? rest : { ...rest, sort };
}

/** The order that choosing a field leads to: times begin with the newest; choosing it again turns it round. */
export function turnedSort(search: ContactsSearch, chosen: SortField): Sort {
  const { field, isDescending } = sortOf(search);
  const beginsDescending = chosen.endsWith('_at');
  const wanted = field === chosen ? !isDescending : beginsDescending;
  return wanted ? `-${chosen}` : chosen;
}

/** Another page of the same list. */
export function onPage({ page: _page, ...rest }: ContactsSearch, page: number): ContactsSearch {
  return page > 1 ? { ...rest, page } : rest;
}
