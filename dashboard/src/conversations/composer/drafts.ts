import type { DeskState } from '@porchlight/client/state/desk';
import { useSyncExternalStore } from 'react';
import { kept, keptName } from '../../app/kept.ts';
import type { Live } from '../../app/live/live.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Watched } from '../../app/watched.ts';
import {
  type Beginning,
  brought,
  type ConversationDrafts,
  type Draft,
  isBlank,
  type Mode,
  NO_DRAFTS,
  withChange,
} from './draft.ts';

const KEEP_MS = 300;

type ByConversation = ReadonlyMap<number, ConversationDrafts>;

interface DraftsNeeds {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
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
    const before = await this.needs.read();
    if (!(before instanceof Map)) return;
    this.all.set(new Map([...(before as ByConversation), ...this.get()]));
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
  }

  /** Puts back what was on its way, before whatever was begun since. */
  putBack(conversation_id: number, mode: Mode, draft: Draft) {
    const drafts = this.of(conversation_id);
    const since = drafts[mode];
    const joined = since && !isBlank(since) ? joinedDrafts(draft, since) : draft;
    this.put(conversation_id, { ...drafts, [mode]: joined });
  }

  /** Keeps what is not kept yet. */
  async keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.unkept.size === 0) return;
    const changed = [...this.unkept];
    this.unkept.clear();
    // Another tab keeps its own texts under the same name.
    const before = await this.needs.read();
    const next = new Map(before instanceof Map ? (before as ByConversation) : []);
    for (const id of changed) {
      const drafts = this.get().get(id);
      if (drafts) next.set(id, drafts);
      else next.delete(id);
    }
    await this.needs.write(next);
  }

  private put(conversation_id: number, drafts: ConversationDrafts) {
    const next = new Map(this.get());
    const isNothing = drafts.mode === 'reply' && !drafts.reply && !drafts.note;
    if (isNothing) next.delete(conversation_id);
    else next.set(conversation_id, drafts);
    this.all.set(next);
    this.unkept.add(conversation_id);
    this.timer ??= setTimeout(() => void this.keep(), KEEP_MS);
  }
}

const joinedDrafts = (first: Draft, then: Draft): Draft => ({
  ...first,
  content: `${first.content}\n\n${then.content}`,
  files: [...first.files, ...then.files],
  mentions: [...first.mentions, ...then.mentions],
});

const opened = new WeakMap<Live, Drafts>();

/** The drafts of the account. */
export function draftsOf(live: Live): Drafts {
  const known = opened.get(live);
  if (known) return known;
  const name = () => keptName(`drafts ${live.account_id}`);
  const drafts = new Drafts({
    read: async () => {
      const here = name();
      return here === undefined ? undefined : kept.read(here);
    },
    write: async (value) => {
      const here = name();
      if (here !== undefined) await kept.write(here, value);
    },
    beginning: (id) => beginningIn(live.store.get(), id),
  });
  opened.set(live, drafts);
  void drafts.adopt();
  addEventListener('pagehide', () => void drafts.keep());
  return drafts;
}

/** The newest message that is known of the conversation, and the time. */
export function beginningIn(state: DeskState, conversation_id: number): Beginning {
  const shown = state.threads.get(conversation_id)?.messages.at(-1)?.id ?? 0;
  const said = state.conversations.get(conversation_id)?.last_message?.id ?? 0;
  return { begun_after_id: Math.max(shown, said), begun_at: Math.floor(Date.now() / 1000) };
}

/** The texts of a conversation. */
export function useDrafts(conversation_id: number): ConversationDrafts {
  const drafts = draftsOf(useLive());
  return useSyncExternalStore(drafts.subscribe, () => drafts.of(conversation_id));
}

/** Whether something was begun in the conversation and not sent. */
export function useHasDraft(conversation_id: number): boolean {
  const drafts = draftsOf(useLive());
  return useSyncExternalStore(drafts.subscribe, () => {
    const { reply, note } = drafts.of(conversation_id);
    return !isBlank(reply) || !isBlank(note);
  });
}
