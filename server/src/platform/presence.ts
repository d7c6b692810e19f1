/** Who is seen in an account: its users and its contacts, by id. */
export interface Presence {
  /** Takes note that somebody is there at this moment. */
  see(account_id: number, kind: PresenceKind, id: number): void;
  isSeen(account_id: number, kind: PresenceKind, id: number): boolean;
  list(account_id: number, kind: PresenceKind): number[];
}

export type PresenceKind = 'user' | 'contact';

interface Needs {
  now(): Date;
  /** How long somebody counts as present after having been seen. */
  window_seconds: number;
}

/**
 * Presence as this process knows it. Nothing of it is stored: those who are there say so again within the window, and
 * what other servers saw is told to this one.
 */
export function openPresence({ now, window_seconds }: Needs): Presence {
  const seen = new Map<string, Map<number, number>>();
  const keyOf = (account_id: number, kind: PresenceKind) => `${kind} ${account_id}`;
  const oldest = () => now().getTime() - window_seconds * 1000;
  return {
    see(account_id, kind, id) {
      const key = keyOf(account_id, kind);
      const members = seen.get(key) ?? new Map<number, number>();
      seen.set(key, members);
      // The one seen last stands last, so that those who went stand in front.
      members.delete(id);
      members.set(id, now().getTime());
    },
    isSeen: (account_id, kind, id) => (seen.get(keyOf(account_id, kind))?.get(id) ?? 0) >= oldest(),
    list(account_id, kind) {
      const key = keyOf(account_id, kind);
      const members = seen.get(key);
      if (!members) return [];
      for (const [id, at] of members) {
        if (at >= oldest()) break;
        members.delete(id);
      }
      if (members.size === 0) seen.delete(key);
      return [...members.keys()];
    },
  };
}
