import type { DeskState } from '@porchlight/client/state/desk';
import type { Places } from './frames.ts';

/** Raised when what is kept changes its form: what an older program kept is then left alone. */
const FORM = 1;
const CONVERSATIONS_MAX = 100;
const THREADS_MAX = 6;
const MESSAGES_MAX = 60;

/** What is kept of an account, so that the next page shows it before the desk answers. */
export interface Snapshot {
  form: typeof FORM;
  account_id: number;
  conversations: DeskState['conversations'];
  threads: DeskState['threads'];
  contacts: DeskState['contacts'];
  cache_keys: DeskState['cache_keys'];
  /** Where the events end that are in it: the socket brings what came after. */
  places: Places;
}

/** What is worth keeping: the conversations of late, the threads opened last, and their contacts. */
export function takeSnapshot(state: DeskState, places: Places): Snapshot {
  const recent = [...state.conversations.values()]
    .sort((one, other) => other.last_activity_at - one.last_activity_at)
    .slice(0, CONVERSATIONS_MAX);
  const opened = [...state.threads].slice(-THREADS_MAX);
  const conversations = new Map(recent.map((each) => [each.id, { ...each, version: 0 }]));
  for (const [id] of opened) {
    const conversation = state.conversations.get(id);
    if (conversation) conversations.set(id, { ...conversation, version: 0 });
  }
  const contact_ids = new Set([...conversations.values()].map(({ contact_id }) => contact_id));
  const contacts = [...state.contacts].filter(([id]) => contact_ids.has(id));
  return {
    form: FORM,
    account_id: state.account_id,
    conversations,
    threads: new Map(
      opened.map(([id, { messages, has_older }]) => {
        const last = messages.slice(-MESSAGES_MAX).map((message) => ({ ...message, version: 0 }));
        return [id, { messages: last, has_older: has_older || messages.length > MESSAGES_MAX }];
      }),
    ),
    contacts: new Map(contacts.map(([id, contact]) => [id, { ...contact, version: 0 }])),
    cache_keys: state.cache_keys,
    places,
  };
}

/** The snapshot, if it is one of this program and of this account. */
export function readSnapshot(value: unknown, account_id: number): Snapshot | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = value as Partial<Snapshot>;
  const isOurs = kept.form === FORM && kept.account_id === account_id && kept.conversations instanceof Map;
  return isOurs ? (kept as Snapshot) : undefined;
}

/** The state with what was kept. */
export const restore = (state: DeskState, snapshot: Snapshot): DeskState => ({
  ...state,
  conversations: snapshot.conversations,
  threads: snapshot.threads,
  contacts: snapshot.contacts,
  cache_keys: snapshot.cache_keys,
});
