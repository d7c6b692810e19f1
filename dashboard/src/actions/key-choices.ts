import { isSingleKey } from '../ui/keys.ts';
import type { Action } from './action.ts';

/** What somebody chose about keys, as it rests in `ui_settings.keys`. */
export interface KeyChoices {
  /** Shortcuts of a single key do nothing. */
  single_keys_off: boolean;
  /** For each action that was changed its keys; none at all where they were taken away. */
  keys: Readonly<Record<string, readonly string[]>>;
}

/** Reads the choices out of the settings of a user, whatever other programs left there. */
export function readKeyChoices(ui_settings: Readonly<Record<string, unknown>>): KeyChoices {
  const value = ui_settings.keys;
  if (typeof value !== 'object' || value === null) return { single_keys_off: false, keys: {} };
  const { single_keys_off, keys } = value as Partial<Record<string, unknown>>;
  const given = typeof keys === 'object' && keys !== null ? Object.entries(keys) : [];
  const kept = given.filter((entry): entry is [string, string[]] => isTexts(entry[1]));
  return { single_keys_off: single_keys_off === true, keys: Object.fromEntries(kept) };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** The keys of an action for this reader. */
export function keysOf(
  { id, keys = [] }: Pick<Action, 'id' | 'keys'>,
  choices: KeyChoices,
): readonly string[] {
  const chosen = choices.keys[id] ?? keys;
  return choices.single_keys_off ? chosen.filter((each) => !isSingleKey(each)) : chosen;
}

/**
 * For each shortcut the actions that it may stand for, in their order: several may share one where never two of them
 * are ready at once.
 */
export function keyMap(actions: readonly Action[], choices: KeyChoices): Map<string, Action[]> {
  const map = new Map<string, Action[]>();
  for (const action of actions) {
    for (const keys of keysOf(action, choices)) map.set(keys, [...(map.get(keys) ?? []), action]);
  }
  return map;
}

/** The action, other than this one, that has these keys already and may be ready at the same time. */
export const holderOf = (keys: string, action: Action, actions: readonly Action[], choices: KeyChoices) =>
  actions.find(
    (other) =>
      other.id !== action.id &&
      (other.scope === action.scope || !other.scope || !action.scope) &&
      keysOf(other, choices).includes(keys),
  );
