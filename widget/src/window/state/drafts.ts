import { keep, readKept } from './kept.ts';
import type { ThreadId } from './route.ts';
import { owner } from './visitor.ts';

interface Drafts {
  /** Whose they are; empty as long as the visitor is not known. */
  owner: string;
  texts: Record<string, string>;
}

const NAME = 'drafts';
let drafts = readKept<Drafts>(NAME, { owner: '', texts: {} });

/** The next visitor on the same machine is not shown them. */
const areMine = () => !drafts.owner || drafts.owner === owner();

export const draftOf = (thread: ThreadId) => (areMine() ? (drafts.texts[thread] ?? '') : '');

export function noteDraft(thread: ThreadId, text: string) {
  const { [thread]: _, ...rest } = areMine() ? drafts.texts : {};
  drafts = { owner: owner(), texts: text ? { ...rest, [thread]: text } : rest };
  keep(NAME, drafts);
}

/** What was being written when a new conversation got its number goes on there. */
export function moveDraft(thread: ThreadId, text: string) {
  if (thread === 'new' || !text) return;
  noteDraft('new', '');
  noteDraft(thread, text);
}
