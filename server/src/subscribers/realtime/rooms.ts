import type { AccountContext } from '../../context.ts';
import type { Subscription } from '../../platform/cable/connection.ts';
import type { EventTail, Following } from '../../platform/outbox/tail.ts';
import { Turns } from './recent.ts';
import { Member, Room } from './room.ts';
import type { Viewer } from './viewer.ts';

interface OpenRoom {
  room: Room;
  following: Following;
}

const REPLAYS_AT_ONCE = 3;

/** The rooms of the accounts that somebody listens to: opened for the first one, closed behind the last. */
export class Rooms {
  private readonly rooms = new Map<number, Promise<OpenRoom>>();
  // Many come back at once after a server went; requests need connections to the database too.
  private readonly turns = new Turns(REPLAYS_AT_ONCE);
  private readonly tail: EventTail;

  constructor(tail: EventTail) {
    this.tail = tail;
  }

  /** The room of an account, if anybody listens. */
  async find(account_id: number): Promise<Room | undefined> {
    return (await this.rooms.get(account_id))?.room;
  }

  async all(): Promise<Room[]> {
    return (await Promise.all(this.rooms.values())).map(({ room }) => room);
  }

  async enter(viewer: Viewer, subscription: Subscription): Promise<[Room, Member]> {
    const { id } = viewer.ctx.account;
    const opening = this.rooms.get(id) ?? this.open(viewer.ctx);
    this.rooms.set(id, opening);
    opening.catch(() => this.rooms.delete(id));
    const { room } = await opening;
    // It may have been closed just now.
    if (this.rooms.get(id) !== opening) return this.enter(viewer, subscription);
    const member = new Member(viewer, subscription, room.sent);
    room.members.add(member);
    return [room, member];
  }

  async leave(room: Room, member: Member) {
    const { id } = member.viewer.ctx.account;
    room.members.delete(member);
    const opened = await this.rooms.get(id);
    if (opened?.room !== room || room.members.size > 0) return;
    this.rooms.delete(id);
    opened.following.stop();
  }

  private async open(ctx: AccountContext): Promise<OpenRoom> {
    const { promise, resolve } = Promise.withResolvers<Room>();
    // Events may come before it is known where following began; they wait for the room.
    const following = await this.tail.follow(ctx.account.id, async (events) => (await promise).hear(events));
    const room = new Room(ctx, following.position, this.turns);
    resolve(room);
    return { room, following };
  }
}
