import type { Colleague, DeskState, Typist } from '@porchlight/client/state/desk';

/** A colleague in a conversation, and what they do there. */
export interface Viewer extends Colleague {
  does: 'viewing' | 'replying' | 'noting';
}

/**
 * Who else is in a conversation: first those who write, whether or not their program says what it shows, then those who
 * look, in the order in which they came.
 */
export function viewersOf({ viewers, typing }: DeskState, id: number, own_id: number): Viewer[] {
  const people = viewers.get(id)?.people ?? [];
  const writing = typing.get(id)?.filter((each) => each.type === 'user' && each.id !== own_id) ?? [];
  return [
    ...writing.map((typist) => ({
      thumbnail: '',
      ...people.find((person) => person.id === typist.id),
      id: typist.id,
      name: typist.name,
      does: doingOf(typist),
    })),
    ...people
      .filter((person) => !writing.some((typist) => typist.id === person.id))
      .map((person) => ({ ...person, does: 'viewing' as const })),
  ];
}

const doingOf = ({ is_private }: Typist): Viewer['does'] => (is_private ? 'noting' : 'replying');

/** Whether both show the same. */
export const areSameViewers = (one: readonly Viewer[], other: readonly Viewer[]) =>
  one.length === other.length &&
  one.every(({ id, name, thumbnail, does }, at) => {
    const there = other[at];
    return there?.id === id && there.name === name && there.thumbnail === thumbnail && there.does === does;
  });
