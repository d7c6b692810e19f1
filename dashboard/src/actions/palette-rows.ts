import type { WordKey } from '../words/words.ts';
import type { Action, Actor } from './action.ts';
import { GROUPS } from './groups.ts';

/** Commands under one heading. */
export interface PaletteGroup {
  heading: WordKey;
  /** Different under each heading, though a command may stand under two. */
  prefix: string;
  actions: readonly Action[];
}

/** What the palette lists: the commands that can be done here and now, those used last first. */
export function paletteGroups(
  all: readonly Action[],
  actor: Actor,
  recent: readonly string[],
): PaletteGroup[] {
  const ready = all.filter((action) => action.isReady(actor));
  const used = recent.flatMap((id) => ready.find((action) => action.id === id) ?? []);
  const groups = GROUPS.map(({ group, label }) => ({
    heading: label,
    prefix: group,
    actions: ready.filter((action) => action.group === group),
  }));
  return [{ heading: 'actions.groupRecent' as const, prefix: 'recent', actions: used }, ...groups].filter(
    ({ actions }) => actions.length > 0,
  );
}

/** The first commands of the groups, in their order. */
export function firstOf(groups: readonly PaletteGroup[], count: number): PaletteGroup[] {
  let left = count;
  return groups.flatMap((group) => {
    const actions = group.actions.slice(0, left);
    left -= actions.length;
    return actions.length > 0 ? [{ ...group, actions }] : [];
  });
}
