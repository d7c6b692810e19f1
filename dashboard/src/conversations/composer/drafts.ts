import { Watched } from '../../app/watched.ts';
import {
  type Beginning,
  brought,
  type ConversationDrafts,
  type DeskDraft,
  type Draft,
  isBlank,
  isForgettable,
  type Mode,
  NO_DRAFTS,
  withChange,
} from './draft.ts';

const KEEP_MS = 300;

type ByConversation = ReadonlyMap<number, ConversationDrafts>;

interface DraftsNeeds {
  /** What earlier pages kept. */
  read(): Promise<ByConversation>;
  /** Keeps what is written in a conversation, or forgets it where that is nothing. */
  write(conversation_id: number, drafts: ConversationDrafts | undefined): void;
  /** Behind what a text of the conversation is begun now. */
  beginning(conversation_id: number): Beginning;
}

/** What was begun in the conversations of an account. Kept by the browser within half a second. */
export class Drafts {
  private readonly all = new Watched<ByConversation>(new Map());
  private readonly needs: DraftsNeeds;
  private readonly unkept = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: DraftsNeeds) {
    this.needs = needs;
  }

  get = this.all.get;
  subscribe = this.all.subscribe;

  of = (conversation_id: number): ConversationDrafts => this.get().get(conversation_id) ?? NO_DRAFTS;

  /** Takes over what an earlier page kept, but for what is written already. */
  async adopt() {
    const all = new Map(await this.needs.read());
    for (const [id, written] of this.get()) all.set(id, { ...all.get(id), ...written });
    this.all.set(all);
  }

  change(conversation_id: number, mode: Mode, change: Partial<Draft>) {
    const beginning = this.needs.beginning(conversation_id);
    this.put(conversation_id, withChange(this.of(conversation_id), mode, change, beginning));
  }

  choose(conversation_id: number, mode: Mode) {
    this.put(conversation_id, { ...this.of(conversation_id), mode });
  }

  /** Brings the text of the other mode into the one that is chosen. */
  bring(conversation_id: number) {
    this.put(conversation_id, brought(this.of(conversation_id)));
  }

  drop(conversation_id: number, mode: Mode) {
    this.put(conversation_id, { ...this.of(conversation_id), [mode]: undefined });
    // It is in the outbox from now on, and must not be in both.
    this.keep();
  }

  /** Puts back what was on its way, before whatever was begun since. */
  putBack(conversation_id: number, mode: Mode, draft: Draft) {
    const drafts = this.of(conversation_id);
    const since = drafts[mode];
    const joined = since && !isBlank(since) ? joinedDrafts(draft, since) : draft;
    this.put(conversation_id, { ...drafts, [mode]: joined });
  }

  /** Notes what the desk has, and writes what follows from it. */
  settle(conversation_id: number, mode: Mode, at_desk: DeskDraft | undefined, change?: Partial<Draft>) {
    const beginning = this.needs.beginning(conversation_id);
    const before = this.of(conversation_id);
    const drafts = change ? withChange(before, mode, change, beginning) : before;
    this.put(conversation_id, {
      ...drafts,
      at_desk: { ...drafts.at_desk, [mode]: at_desk },
      told: { ...drafts.told, [mode]: undefined },
    });
  }

  /** Notes what the desk is told now: whatever becomes of the answer, it may have it from now on. */
  tell(conversation_id: number, mode: Mode, telling: DeskDraft) {
    const drafts = this.of(conversation_id);
    const told = { ...drafts.told, [mode]: [...(drafts.told?.[mode] ?? []), telling] };
    this.put(conversation_id, { ...drafts, told });
    this.keep();
  }

  /** Keeps what is not kept yet. */
  keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const id of this.unkept) this.needs.write(id, this.get().get(id));
    this.unkept.clear();
  }

  private put(conversation_id: number, drafts: ConversationDrafts) {
    const next = new Map(this.get());
    if (isForgettable(drafts)) next.delete(conversation_id);
    else next.set(conversation_id, drafts);
    this.all.set(next);
    this.unkept.add(conversation_id);
    this.timer ??= setTimeout(() => this.keep(), KEEP_MS);
  }
}

const joinedDrafts = (first: Draft, then: Draft): Draft => ({
  ...first,
  content: `${first.content}\n\n${then.content}`,
  files: [...first.files, ...then.files],
  mentions: [...first.mentions, ...then.mentions],
});
