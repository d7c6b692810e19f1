type CacheKeys = Readonly<Record<string, string>>;

/** The lists that are read by requests, and the key by which the desk tells that one of them changed. */
const LISTS = { label: 'labels', inbox: 'inboxes', team: 'teams' } as const;

export type ChangedList = (typeof LISTS)[keyof typeof LISTS];

/** The lists that changed between two tellings of the desk. */
export function changedLists(before: CacheKeys, after: CacheKeys): ChangedList[] {
  return Object.entries(LISTS)
    .filter(([key]) => after[key] !== undefined && after[key] !== before[key])
    .map(([, list]) => list);
}
