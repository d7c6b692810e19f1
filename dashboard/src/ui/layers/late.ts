import { useSyncExternalStore } from 'react';

/** Code that comes after the page: when the browser has nothing else to do, or when it is needed. */
export interface Late<Module> {
  load(): Promise<Module>;
  /** What came; nothing as long as it did not. */
  get(): Module | undefined;
  subscribe(listener: () => void): () => void;
}

const all: Late<unknown>[] = [];

/** Names code that is to come late. */
export function late<Module>(load: () => Promise<Module>): Late<Module> {
  const listeners = new Set<() => void>();
  let loading: Promise<Module> | undefined;
  let loaded: Module | undefined;
  const take = (module: Module) => {
    loaded = module;
    for (const listener of listeners) listener();
    return module;
  };
  // Whoever wants it again tries again.
  const forget = (error: unknown) => {
    loading = undefined;
    throw error;
  };
  const made: Late<Module> = {
    load() {
      loading ??= load().then(take, forget);
      return loading;
    },
    get: () => loaded,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  all.push(made);
  return made;
}

/** The code, once it is here; renders again when it comes. */
export const useLate = <Module>(module: Late<Module>): Module | undefined =>
  useSyncExternalStore(module.subscribe, module.get);

/** Loads all late code of the page that was named so far, as when it is idle. */
export function loadLate() {
  for (const module of all) module.load().catch(() => undefined);
}
