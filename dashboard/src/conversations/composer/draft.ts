/** Whom a text is for: the customer, or colleagues alone. */
export type Mode = 'reply' | 'note';

/** Somebody named in a note: in the text as `@Name`, on the wire as a link. */
export interface Mention {
  kind: 'user' | 'team';
  id: number;
  name: string;
}

/** What was begun and not sent. */
export interface Draft {
  content: string;
  files: readonly File[];
  mentions: readonly Mention[];
  /** The message that it answers. */
  in_reply_to?: number | undefined;
  /** The newest message that was there when it was begun, or that was looked at since; 0 when none was known. */
  begun_after_id: number;
  /** Unix seconds. */
  begun_at: number;
}

/** A text as the desk has it. */
export interface DeskDraft {
  content: string;
  /** Named by the page that saved it. */
  version: string;
}

/** The two texts of a conversation, and which of them is being written. */
export interface ConversationDrafts {
  mode: Mode;
  reply?: Draft | undefined;
  note?: Draft | undefined;
  /** What the desk had when it was asked last. */
  at_desk?: Readonly<Partial<Record<Mode, DeskDraft>>> | undefined;
  /** What the desk was told since, and may or may not have: the oldest first. */
  told?: Readonly<Partial<Record<Mode, readonly DeskDraft[]>>> | undefined;
}

export const NO_DRAFTS: ConversationDrafts = { mode: 'reply' };

/** Whether there is nothing in it worth keeping. */
export const isBlank = (draft: Draft | undefined): boolean =>
  !draft || (draft.content.trim() === '' && draft.files.length === 0);

/** Whether there is nothing of the conversation to keep. */
export const isForgettable = ({ mode, reply, note, at_desk, told }: ConversationDrafts): boolean =>
  mode === 'reply' &&
  ![reply, note, at_desk?.reply, at_desk?.note].some((each) => each !== undefined) &&
  (told?.reply ?? []).length + (told?.note ?? []).length === 0;

/** When and behind what a text is begun. */
export interface Beginning {
  begun_after_id: number;
  begun_at: number;
}

/** The drafts with a change of the text of that mode. */
export function withChange(
  drafts: ConversationDrafts,
  mode: Mode,
  change: Partial<Draft>,
  beginning: Beginning,
): ConversationDrafts {
  const before = drafts[mode];
  const begun = before && !isBlank(before) ? before : beginning;
  const draft: Draft = {
    content: '',
    files: [],
    mentions: [],
    ...before,
    begun_after_id: begun.begun_after_id,
    begun_at: begun.begun_at,
    ...change,
  };
  const isEmpty = draft.content === '' && draft.files.length === 0 && draft.in_reply_to === undefined;
  return { ...drafts, [mode]: isEmpty ? undefined : draft };
}

/** The mode that is not this one. */
const otherMode = (mode: Mode): Mode => (mode === 'reply' ? 'note' : 'reply');

/** Whether a text was begun in the other mode and none in this one, so that it may be meant for here. */
export const canBring = (drafts: ConversationDrafts): boolean =>
  isBlank(drafts[drafts.mode]) && !isBlank(drafts[otherMode(drafts.mode)]);

/** The drafts with the text of the other mode in this one: what was written in the wrong place is not written again. */
export function brought(drafts: ConversationDrafts): ConversationDrafts {
  if (!canBring(drafts)) return drafts;
  const { mode } = drafts;
  return { ...drafts, [mode]: drafts[otherMode(mode)], [otherMode(mode)]: undefined };
}

/** The text as it goes out: those named in a note as links, the signature below a reply. */
export function contentOf(draft: Draft, mode: Mode, signature: string | undefined): string {
  const text = draft.content.trim();
  if (mode === 'note') return withLinks(text, draft.mentions);
  return signature ? `${text}\n\n--\n\n${signature}`.trim() : text;
}

function withLinks(text: string, mentions: readonly Mention[]): string {
  const byName = new Map(mentions.map((mention) => [mention.name, mention]));
  if (byName.size === 0) return text;
  // The longest first, or "Ana Lima" would be taken for "Ana".
  const names = [...byName.keys()].sort((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`@(${names.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text.replaceAll(pattern, (all, name: string) => {
    const mention = byName.get(name);
    if (!mention) return all;
    const label = name.replaceAll(/[[\]\n]/g, ' ');
    return `[@${label}](mention://${mention.kind}/${mention.id}/${encodeURIComponent(name)})`;
  });
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
