import { VIEWING_SECONDS } from '@porchlight/contract/viewing';

/** A connection of an agent, on this server or another, and the conversation that it looks at. */
export interface Viewing {
  account_id: number;
  /** Known to no other connection. */
  connection: string;
  user_id: number;
  /** Null for none any more. */
  conversation_id: number | null;
}

/** Somebody began to look at a conversation, or looks at it no more. */
export interface ViewersMove {
  account_id: number;
  conversation_id: number;
  user_id: number;
}

interface Held {
  user_id: number;
  conversation_id: number;
  said_at: number;
}

/**
 * Who looks at what, as this process knows it. Nothing of it is stored: whoever looks says so again within the window.
 * Somebody who looks by several connections counts once.
 */
export class Viewings {
  private readonly accounts = new Map<number, Map<string, Held>>();
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
  }

  /** Takes note of what a connection looks at from now on. */
  note({ account_id, connection, user_id, conversation_id }: Viewing): ViewersMove[] {
    const held = this.accounts.get(account_id) ?? new Map<string, Held>();
    const before = held.get(connection);
    const said_at = this.now().getTime();
    if (before && before.conversation_id === conversation_id) {
      before.said_at = said_at;
      return [];
    }
    if (!before && conversation_id === null) return [];
    this.accounts.set(account_id, held);
    return this.movesOf(account_id, held, () => {
      // Whoever came last stands last.
      held.delete(connection);
      if (conversation_id !== null) held.set(connection, { user_id, conversation_id, said_at });
    });
  }

  /** Forgets connections that did not say again that they look. */
  expire(): ViewersMove[] {
    const oldest = this.now().getTime() - VIEWING_SECONDS * 1000;
    return [...this.accounts].flatMap(([account_id, held]) => {
      const gone = [...held].filter(([, { said_at }]) => said_at < oldest);
      if (gone.length === 0) return [];
      return this.movesOf(account_id, held, () => {
        for (const [connection] of gone) held.delete(connection);
      });
    });
  }

  /** By conversation: ids of the users who look at it, in the order in which they came. */
  list(account_id: number): Map<number, Set<number>> {
    return usersOf(this.accounts.get(account_id) ?? new Map());
  }

  private movesOf(account_id: number, held: Map<string, Held>, change: () => void): ViewersMove[] {
    const before = usersOf(held);
    change();
    if (held.size === 0) this.accounts.delete(account_id);
    const after = usersOf(held);
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((conversation_id) => {
      const [were, are] = [before.get(conversation_id) ?? NOBODY, after.get(conversation_id) ?? NOBODY];
      const came = [...are].filter((id) => !were.has(id));
      const went = [...were].filter((id) => !are.has(id));
      return [...came, ...went].map((user_id) => ({ account_id, conversation_id, user_id }));
    });
  }
}

const NOBODY: ReadonlySet<number> = new Set();

function usersOf(held: ReadonlyMap<string, Held>): Map<number, Set<number>> {
  const users = new Map<number, Set<number>>();
  for (const { conversation_id, user_id } of held.values())
    users.set(conversation_id, (users.get(conversation_id) ?? new Set()).add(user_id));
  return users;
}
