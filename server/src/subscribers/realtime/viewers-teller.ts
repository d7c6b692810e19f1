import { Broadcast } from '../../platform/cable/protocol.ts';
import { Turns } from './recent.ts';
import type { Member, Room } from './room.ts';
import type { AgentViewer } from './viewer.ts';
import { loadViewersMaterial, presentViewersChange, presentViewersUpdate } from './viewers.ts';
import type { ViewersMove, Viewings } from './viewings.ts';

/** An agent's connection that says what it looks at, and hears what others look at. */
export interface Looker {
  /** Known to no other connection, on no server. */
  connection: string;
  room: Room;
  member: Member;
  viewer: AgentViewer;
  /** When it was told of everything last. */
  told_all_at: number;
}

/** What waits to be told in a room. */
interface Waiting {
  turns: Turns;
  moves: ViewersMove[];
}

/**
 * Tells lookers who else looks at what they may open. In each room one thing is told after the other, as it is by
 * then: what is told last is how it is.
 */
export class ViewersTeller {
  private readonly viewings: Viewings;
  private readonly lookers: ReadonlyMap<Member, Looker>;
  private readonly waiting = new WeakMap<Room, Waiting>();

  constructor(viewings: Viewings, lookers: ReadonlyMap<Member, Looker>) {
    this.viewings = viewings;
    this.lookers = lookers;
  }

  /** Tells a room of those who came and went. Nobody is told of themself. */
  async tellMoves(room: Room, moves: readonly ViewersMove[]) {
    const waiting = this.waitingIn(room);
    waiting.moves.push(...moves);
    await waiting.turns.take(() => this.tellWaiting(room, waiting));
  }

  /** Tells a looker of everything that is looked at. */
  async tellAll({ room, member, viewer }: Looker) {
    await this.waitingIn(room).turns.take(async () => {
      const { account } = viewer.ctx;
      const viewed = this.viewings.list(account.id);
      const material = await loadViewersMaterial(viewer.ctx, [...viewed.keys()], viewed);
      const data = presentViewersUpdate(material, this.viewings.list(account.id), viewer.id);
      member.subscription.send(new Broadcast({ event: 'viewers.update', data }));
    });
  }

  private waitingIn(room: Room): Waiting {
    const waiting = this.waiting.get(room) ?? { turns: new Turns(1), moves: [] };
    this.waiting.set(room, waiting);
    return waiting;
  }

  private async tellWaiting(room: Room, waiting: Waiting) {
    const moves = waiting.moves.splice(0);
    if (moves.length === 0) return;
    const ids = [...new Set(moves.map(({ conversation_id }) => conversation_id))];
    const material = await loadViewersMaterial(room.ctx, ids, this.viewings.list(room.ctx.account.id));
    const viewers = this.viewings.list(room.ctx.account.id);
    for (const member of room.members) {
      const reader_id = this.lookers.get(member)?.viewer.id;
      if (reader_id === undefined) continue;
      const others = moves.filter(({ user_id }) => user_id !== reader_id);
      for (const conversation_id of new Set(others.map((move) => move.conversation_id))) {
        const data = presentViewersChange(material, viewers, { conversation_id, reader_id });
        if (data) member.subscription.send(new Broadcast({ event: 'conversation.viewers_changed', data }));
      }
    }
  }
}
