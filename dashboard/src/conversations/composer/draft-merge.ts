import type { DeskDraft } from './draft.ts';

/** What becomes of a text that may have been changed here and elsewhere. */
interface Merged {
  content: string;
  at_desk: DeskDraft | undefined;
  /** Whose text it is now. */
  of: 'here' | 'desk' | 'both';
}

/**
 * The text here, which was last made equal to `before` of the desk, and what the desk has now. What changed on one side
 * alone is taken from there; where both changed, one goes on from the other or both are kept.
 */
export function merged(content: string, before: DeskDraft | undefined, now: DeskDraft | undefined): Merged {
  if (now?.version === before?.version) return { content, at_desk: before, of: 'here' };
  if (content === (before?.content ?? '')) return { content: now?.content ?? '', at_desk: now, of: 'desk' };
  if (!now || content.startsWith(now.content)) return { content, at_desk: now, of: 'here' };
  if (now.content.startsWith(content)) return { content: now.content, at_desk: now, of: 'desk' };
  return { content: `${now.content}\n\n${content}`, at_desk: now, of: 'both' };
}
