import { type DehydratedState, dehydrate, hydrate } from '@tanstack/react-query';
import { type Kept, keepInBrowser } from './live/kept.ts';
import { queryClient } from './query-client.ts';
import { currentStanding, onStanding } from './session.ts';

/** What this browser keeps of the desk: all of it goes when somebody signs out. */
export const kept: Kept = keepInBrowser();

/** The name under which something is kept for whoever is signed in; nothing when nobody is. */
export function keptName(what: string): string | undefined {
  const standing = currentStanding();
  return standing.is === 'signed_in' ? `${what} ${standing.session.uid}` : undefined;
}

const ANSWERS = 'answers';
const WRITE_MS = 2000;

let isRestored: Promise<void> | undefined;

/** Puts answers that an earlier page kept where questions find them; once for a page. */
export function restoreAnswers(): Promise<void> {
  isRestored ??= restore();
  return isRestored;
}

async function restore() {
  const name = keptName(ANSWERS);
  if (name === undefined) return;
  const answers = await kept.read(name);
  // What is asked anew meanwhile is newer.
  if (isDehydrated(answers)) hydrate(queryClient, answers);
}

const isDehydrated = (value: unknown): value is DehydratedState =>
  typeof value === 'object' && value !== null && 'queries' in value && Array.isArray(value.queries);

/** Keeps answers as they come, and forgets everything once nobody is signed in. */
export function keepAnswers() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const name = keptName(ANSWERS);
    if (name === undefined) return;
    const answers = dehydrate(queryClient, {
      shouldDehydrateQuery: ({ meta, state }) => meta?.kept === true && state.data !== undefined,
    });
    void kept.write(name, JSON.parse(JSON.stringify(answers)));
  };
  queryClient.getQueryCache().subscribe(({ type }) => {
    if (type === 'updated') timer ??= setTimeout(write, WRITE_MS);
  });
  onStanding(() => {
    if (currentStanding().is === 'signed_in') return;
    clearTimeout(timer);
    timer = undefined;
    queryClient.clear();
    void kept.clear();
  });
}
