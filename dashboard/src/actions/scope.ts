import { useEffect, useRef } from 'react';

/** A situation in which some actions make sense, such as an open conversation, and what it is about. */
export interface Scope<Subject> {
  name: string;
  isOpen(): boolean;
  current(): Subject | undefined;
  /** Opens it; answers what closes it again. Of two, the one opened last counts. */
  open(subject: { current: Subject }): () => void;
}

const listeners = new Set<() => void>();
let version = 0;

function tellAll() {
  version += 1;
  for (const listener of listeners) listener();
}

/** Calls back whenever a scope opens or closes. */
export function onScopes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes whenever a scope opens or closes. */
export const scopesVersion = () => version;

/** Makes a scope; once for each situation, beside the actions that work in it. */
export function defineScope<Subject>(name: string): Scope<Subject> {
  const holders: { current: Subject }[] = [];
  return {
    name,
    isOpen: () => holders.length > 0,
    current: () => holders.at(-1)?.current,
    open(subject) {
      holders.push(subject);
      tellAll();
      return () => {
        holders.splice(holders.indexOf(subject), 1);
        tellAll();
      };
    },
  };
}

/** Holds a scope open while the component is shown; actions see the subject of the last rendering. */
export function useScope<Subject>(scope: Scope<Subject>, subject: Subject) {
  const holder = useRef(subject);
  useEffect(() => {
    holder.current = subject;
  });
  useEffect(() => scope.open(holder), [scope]);
}

/**
 * Has whatever shows a command ask again whether it can be done, since what it is about is another now. Below
 * `useScope`, for subjects that are the same object as long as nothing of them changed.
 */
export function useJudgedAgain(subject: object) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject, another judgement.
  useEffect(tellAll, [subject]);
}
