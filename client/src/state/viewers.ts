import type { ViewedConversation, ViewersChange, ViewersUpdate } from '@porchlight/contract/viewing';
import { type Colleague, type DeskState, VIEWERS_MS } from './desk.ts';
import { withEntry, withoutEntry } from './maps.ts';

/** The state once the desk has told who looks at one conversation. */
export function foldViewersChange(state: DeskState, change: ViewersChange, at_ms: number): DeskState {
  return placeViewers(state, change, at_ms);
}

/** The state once the desk has told of everything that is looked at: nobody looks at what it does not name. */
export function foldViewersUpdate(
  state: DeskState,
  { conversations }: ViewersUpdate,
  at_ms: number,
): DeskState {
  const named = new Set(conversations.map(({ id }) => id));
  const left = [...state.viewers.keys()].filter((id) => !named.has(id)).map((id) => ({ id, viewers: [] }));
  return [...left, ...conversations].reduce((before, viewed) => placeViewers(before, viewed, at_ms), state);
}

/** The state without viewers that the desk has not told of for `VIEWERS_MS`. */
export function expireViewers(state: DeskState, now_ms: number): DeskState {
  const kept = [...state.viewers].filter(([, { at_ms }]) => now_ms - at_ms < VIEWERS_MS);
  return kept.length === state.viewers.size ? state : { ...state, viewers: new Map(kept) };
}

function placeViewers(state: DeskState, { id, viewers }: ViewedConversation, at_ms: number): DeskState {
  const before = state.viewers.get(id)?.people ?? [];
  const told = viewers.map(({ id: user_id, name, thumbnail }) => ({ id: user_id, name, thumbnail }));
  const people = areSame(before, told) ? before : told;
  const left = before.filter((one) => !people.some((other) => other.id === one.id));
  return {
    ...state,
    viewers:
      people.length > 0 ? withEntry(state.viewers, id, { people, at_ms }) : withoutEntry(state.viewers, id),
    typing: withoutTypists(state.typing, id, left),
  };
}

const areSame = (one: readonly Colleague[], other: readonly Colleague[]) =>
  one.length === other.length &&
  one.every(({ id, name, thumbnail }, at) => {
    const there = other[at];
    return there?.id === id && there.name === name && there.thumbnail === thumbnail;
  });

/** Whoever has left a conversation does not type there either. */
function withoutTypists(typing: DeskState['typing'], id: number, left: readonly Colleague[]) {
  const typists = typing.get(id) ?? [];
  const rest = typists.filter(
    (typist) => typist.type !== 'user' || !left.some((one) => one.id === typist.id),
  );
  return rest.length === typists.length ? typing : withEntry(typing, id, rest);
}
