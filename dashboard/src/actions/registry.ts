import type { NavPlace } from '../app/nav.ts';
import { shellActions } from '../app/shell/actions.ts';
import { conversationActions } from '../conversations/actions/actions.ts';
import { composerActions } from '../conversations/composer/actions.ts';
import type { Action, Actor } from './action.ts';
import { placeActions } from './place-actions.ts';

/** Every command that there is, a line for each part of the dashboard. */
const registered: readonly Action[] = [...shellActions, ...conversationActions, ...composerActions];

/** Every command, with those that depend on what pages and accounts there are. */
export const allActions = (actor: Actor, places: readonly NavPlace[]): readonly Action[] => [
  ...registered,
  ...placeActions(actor, places),
];
