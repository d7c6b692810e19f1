/** Which answers are shown. */
export interface SatisfactionSearch {
  days?: number;
  inbox_id?: number;
  user_id?: number;
  rating?: number;
  page?: number;
}

const NAMES = ['days', 'inbox_id', 'user_id', 'rating', 'page'] as const;

const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value > 0;

/** What the address says of it; whatever is no such number is passed over. */
export const readSearch = (search: Record<string, unknown>): SatisfactionSearch =>
  Object.fromEntries(NAMES.filter((name) => isCount(search[name])).map((name) => [name, search[name]]));
