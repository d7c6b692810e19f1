import type { AccountContext, Services, Signal } from '../../context.ts';
import type { Bus } from '../../platform/bus.ts';
import type { OpenChannel, Subscription } from '../../platform/cable/connection.ts';
import { Broadcast } from '../../platform/cable/protocol.ts';
import type { EventTail, Following } from '../../platform/outbox/tail.ts';
import { isOriginAllowed } from './origins.ts';
import { presentPresence } from './presence.ts';
import { Turns } from './recent.ts';
import { channelOf, Member, Room } from './room.ts';
import { findViewer, stillListening, type Viewer } from './viewer.ts';

interface Needs {
  services: Services;
  tail: EventTail;
  /** The other servers, where there are any. */
  bus?: Bus | undefined;
  /** How often tokens and memberships of those who listen are looked at again. */
  recheck_ms?: number;
}

/** What happens in accounts, to those who listen at the sockets of this process. */
export interface Realtime {
  open: OpenChannel;
  /** Tells listeners what passes, at this server and the others. */
  signal(signal: Signal): void;
  /** Tells the listeners of this server alone: another one told the others. */
  signalHere(signal: Signal): void;
  stop(): void;
}

interface OpenRoom {
  room: Room;
  following: Following;
}

const RECHECK_MS = 3000;
const REPLAYS_AT_ONCE = 3;

/** Opens rooms as listeners come, and closes them when the last one leaves. */
export function startRealtime({ services, tail, bus, recheck_ms = RECHECK_MS }: Needs): Realtime {
  const rooms = new Map<number, Promise<OpenRoom>>();
  const { log } = services;
  // Many come back at once after a server went; requests need connections to the database too.
  const turns = new Turns(REPLAYS_AT_ONCE);

  async function openRoom(ctx: AccountContext): Promise<OpenRoom> {
    // The room is made with the position that following begins at, so nothing lies between.
    let room: Room | undefined;
    const following = await tail.follow(ctx.account.id, async (events) => room?.hear(events));
    room = new Room(ctx, following.position, turns);
    return { room, following };
  }

  async function enter(viewer: Viewer, subscription: Subscription): Promise<[Room, Member]> {
    const { id } = viewer.ctx.account;
    const opening = rooms.get(id) ?? openRoom(viewer.ctx);
    rooms.set(id, opening);
    opening.catch(() => rooms.delete(id));
    const { room } = await opening;
    // It may have been closed just now.
    if (rooms.get(id) !== opening) return enter(viewer, subscription);
    const member = new Member(viewer, subscription, room.sent);
    room.members.add(member);
    return [room, member];
  }

  async function leave(room: Room, member: Member) {
    const { id } = member.viewer.ctx.account;
    room.members.delete(member);
    if (room.members.size > 0) return;
    const opened = await rooms.get(id);
    if (!opened || opened.room !== room || room.members.size > 0) return;
    rooms.delete(id);
    opened.following.stop();
  }

  async function see(viewer: Viewer, subscription: Subscription) {
    const { kind: member, id, ctx } = viewer;
    const account_id = ctx.account.id;
    services.presence.see(account_id, member, id);
    bus?.publish({ kind: 'seen', account_id, member, id });
    subscription.send(new Broadcast({ event: 'presence.update', data: await presentPresence(viewer) }));
  }

  const open: OpenChannel = async (subscription) => {
    const viewer = await findViewer(services, subscription.identifier);
    if (!viewer || (viewer.kind === 'user' && !isOriginAllowed(services.config, subscription)))
      return undefined;
    const [room, member] = await enter(viewer, subscription);
    return channelOf(room, member, {
      begin: () => see(viewer, subscription),
      async perform(action) {
        if (action === 'update_presence') await see(viewer, subscription);
      },
      close: () => void leave(room, member).catch((error) => log.warn({ err: error }, 'a room stays open')),
    });
  };

  async function signalHere(signal: Signal) {
    const opened = await rooms.get(signal.account_id);
    if (opened) await opened.room.signal(signal);
  }

  async function recheck() {
    for (const opening of rooms.values()) {
      const { room } = await opening;
      const list = [...room.members];
      const still = await stillListening(
        services,
        list.map(({ viewer }) => viewer),
      );
      for (const member of list) if (!still.has(member.viewer)) member.subscription.expel();
    }
  }
  const complain = (error: unknown) => log.warn({ err: error }, 'listeners could not be told');
  const timer = setInterval(() => void recheck().catch(complain), recheck_ms);
  timer.unref();

  return {
    open,
    signal(signal) {
      bus?.publish({ kind: 'signal', signal });
      signalHere(signal).catch(complain);
    },
    signalHere: (signal) => void signalHere(signal).catch(complain),
    stop: () => clearInterval(timer),
  };
}
