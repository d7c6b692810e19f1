import { useCallback, useEffect, useState } from 'react';
import { kept, keptName } from '../app/kept.ts';

const REMEMBERED_MAX = 8;

/** The searches with this one as the newest. What was typed on the way to it goes. */
export function withRecent(recents: readonly string[], q: string): readonly string[] {
  const searched = q.toLowerCase();
  const others = recents.filter((each) => !searched.startsWith(each.toLowerCase()));
  return [q, ...others].slice(0, REMEMBERED_MAX);
}

const nameOf = (account_id: number) => keptName(`searches ${account_id}`);

async function readRecents(account_id: number): Promise<readonly string[]> {
  const name = nameOf(account_id);
  const value = name === undefined ? undefined : await kept.read(name);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

async function writeRecents(account_id: number, recents: readonly string[]) {
  const name = nameOf(account_id);
  if (name !== undefined) await kept.write(name, recents);
}

/** What was searched for in this browser, the newest first. */
export interface Recents {
  /** Nothing until they are read. */
  list: readonly string[] | undefined;
  remember(q: string): void;
  forget(q: string): void;
  forgetAll(): void;
}

/** The searches that this browser keeps of whoever is signed in. */
export function useRecents(account_id: number): Recents {
  const [list, setList] = useState<readonly string[]>();
  useEffect(() => {
    let isGone = false;
    void readRecents(account_id).then((recents) => {
      if (!isGone) setList(recents);
    });
    return () => {
      isGone = true;
    };
  }, [account_id]);
  const change = useCallback(
    (step: (recents: readonly string[]) => readonly string[]) => {
      // Another tab may have searched meanwhile.
      void readRecents(account_id).then((recents) => {
        const next = step(recents);
        setList(next);
        return writeRecents(account_id, next);
      });
    },
    [account_id],
  );
  return {
    list,
    remember: (q) => change((recents) => withRecent(recents, q)),
    forget: (q) => change((recents) => recents.filter((each) => each !== q)),
    forgetAll: () => change(() => []),
  };
}
