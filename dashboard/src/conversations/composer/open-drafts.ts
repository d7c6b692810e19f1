import type { DeskState } from '@porchlight/client/state/desk';
import { useSyncExternalStore } from 'react';
import { kept, keptName } from '../../app/kept.ts';
import type { Live } from '../../app/live/live.ts';
import { useLive } from '../../app/live/use-live.ts';
import { type Beginning, type ConversationDrafts, isBlank } from './draft.ts';
import { Drafts } from './drafts.ts';

const opened = new WeakMap<Live, Drafts>();

/** The drafts of the account. */
export function draftsOf(live: Live): Drafts {
  const known = opened.get(live);
  if (known) return known;
  // Each conversation has a name of its own, so that a page that goes needs to read nothing, and tabs lose nothing.
  const beginning = () => keptName(`drafts ${live.account_id}`);
  const drafts = new Drafts({
    read: async () => {
      const from = beginning();
      const all = from === undefined ? [] : await kept.readAll(`${from} `);
      return new Map([...all].map(([name, value]) => [idIn(name), value as ConversationDrafts]));
    },
    write: (id, value) => {
      const from = beginning();
      if (from === undefined) return;
      void (value ? kept.write(`${from} ${id}`, value) : kept.remove(`${from} ${id}`));
    },
    beginning: (id) => beginningIn(live.store.get(), id),
  });
  opened.set(live, drafts);
  void drafts.adopt().then(() => shareDrafts(live, drafts));
  addEventListener('pagehide', () => drafts.keep());
  return drafts;
}

/** Lets the other browsers of the agent have them; nobody waits for that. */
async function shareDrafts(live: Live, drafts: Drafts) {
  const { DraftShare } = await import('./draft-share.ts');
  new DraftShare(live, drafts).start();
}

const idIn = (name: string) => Number(name.slice(name.lastIndexOf(' ')));

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
