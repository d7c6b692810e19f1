import { useRouter } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { navPlaces } from '../app/nav.ts';
import { listenToKeys } from '../ui/keys.ts';
import { toast } from '../ui/toast.tsx';
import { typeAhead } from '../ui/typing-ahead.ts';
import { t } from '../words/words.ts';
import type { Action, Actor } from './action.ts';
import { type KeyChoices, keyMap, keysOf, readKeyChoices } from './key-choices.ts';
import { overlay } from './overlays.ts';
import { recall } from './recent.ts';
import { allActions } from './registry.ts';
import { onScopes, scopesVersion } from './scope.ts';
import { useActor } from './use-actor.ts';

/** Every command as it stands now, and the way to run one. */
export interface Actions {
  actor: Actor;
  all: readonly Action[];
  choices: KeyChoices;
  /** Runs it if it can be done here and now, and remembers that it was used. */
  run(action: Action): void;
}

export const ActionsContext = createContext<Actions | undefined>(undefined);

/** The commands; only below the pages of an account. */
export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('There are no commands here');
  return actions;
}

/** What a button shows of a command: its name, its shortcuts, whether it can be done now, and the way to do it. */
export function useAction(action: Action) {
  const { actor, choices, run } = useActions();
  useScopesVersion();
  return {
    label: t(action.label, action.values),
    icon: action.icon,
    keys: keysOf(action, choices),
    isReady: action.isReady(actor),
    run: () => run(action),
  };
}

/** Renders again whenever a scope opens or closes. */
export const useScopesVersion = () => useSyncExternalStore(onScopes, scopesVersion);

/** Gathers the commands and listens to their keys; once, around the pages of an account. */
export function useAllActions(): Actions {
  const actor = useActor();
  const router = useRouter();
  const { ui_settings } = actor.user;
  const actions = useMemo(
    () => ({
      actor,
      all: allActions(actor, navPlaces(router)),
      choices: readKeyChoices(ui_settings),
      run: (action: Action) => void runAction(action, actor),
    }),
    [actor, router, ui_settings],
  );
  useEffect(() => {
    const map = keyMap(actions.all, actions.choices);
    const listen = listenToKeys([...map.keys()], (keys) => {
      if (overlay.get() !== 'none') return;
      const ready = map.get(keys)?.find((action) => action.isReady(actor));
      if (ready) actions.run(ready);
    });
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [actions, actor]);
  return actions;
}

async function runAction(action: Action, actor: Actor) {
  if (!action.isReady(actor)) return;
  if (action.group !== 'help') recall(action.id);
  if (action.takesText) typeAhead();
  try {
    await action.run(actor);
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
