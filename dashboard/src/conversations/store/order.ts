import type { ConversationState } from '@porchlight/client/state/desk';
import { priorities, type SortOrder } from '@porchlight/contract/conversation-values';

type Compare = (one: ConversationState, other: ConversationState) => number;

const newerFirst: Compare = (one, other) =>
  other.last_activity_at - one.last_activity_at || other.id - one.id;

const rankOf = ({ priority }: ConversationState) => (priority ? priorities.indexOf(priority) + 1 : undefined);
const waitingSince = ({ waiting_since }: ConversationState) => waiting_since || undefined;

/** By a number, those without one last, whichever way the others go. */
const by =
  (read: (conversation: ConversationState) => number | undefined, sign: 1 | -1, then: Compare): Compare =>
  (one, other) => {
    const first = read(one);
    const second = read(other);
    if (first === second) return then(one, other);
    if (first === undefined) return 1;
    return second === undefined ? -1 : (first - second) * sign;
  };

const idFirst: Compare = (one, other) => other.id - one.id;
const olderFirst: Compare = (one, other) => one.created_at - other.created_at || other.id - one.id;

const OLDEST_ACTIVITY = by(({ last_activity_at }) => last_activity_at, 1, idFirst);
const NEWEST = by(({ created_at }) => created_at, -1, idFirst);
const URGENT = by(rankOf, -1, newerFirst);
const LONGEST_WAIT = by(waitingSince, 1, olderFirst);

const ORDERS: Readonly<Record<SortOrder, Compare>> = {
  last_activity_at_desc: newerFirst,
  last_activity_at_asc: OLDEST_ACTIVITY,
  created_at_desc: NEWEST,
  created_at_asc: olderFirst,
  priority_desc: URGENT,
  priority_asc: by(rankOf, 1, newerFirst),
  waiting_since_desc: by(waitingSince, -1, olderFirst),
  waiting_since_asc: LONGEST_WAIT,
  latest: newerFirst,
  sort_on_created_at: olderFirst,
  sort_on_priority: URGENT,
  sort_on_waiting_since: LONGEST_WAIT,
};

/** The order of a list, the same as the desk's. */
export const orderOf = (sort_by: SortOrder = 'last_activity_at_desc'): Compare => ORDERS[sort_by];

/**
 * The rows in their new order, but with those that are held in the places that they had: what somebody points at does
 * not slip away.
 */
export function settle(
  before: readonly number[],
  after: readonly number[],
  held: ReadonlySet<number>,
): readonly number[] {
  const here = new Set(after);
  const places_before = new Map(before.map((id, place) => [id, place]));
  const places = [...held]
    .filter((id) => here.has(id))
    .map((id) => ({ id, place: places_before.get(id) ?? -1 }))
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place);
  if (places.length === 0) return after;
  const kept = new Set(places.map(({ id }) => id));
  const settled = after.filter((id) => !kept.has(id));
  for (const { id, place } of places) settled.splice(place, 0, id);
  return settled;
}
