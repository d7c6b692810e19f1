import type { Services, Signal } from '../../context.ts';
import type { Bus } from '../../platform/bus.ts';
import type { OpenChannel, Subscription } from '../../platform/cable/connection.ts';
import { Broadcast } from '../../platform/cable/protocol.ts';
import type { EventTail } from '../../platform/outbox/tail.ts';
import { isOriginAllowed } from './origins.ts';
import { presentPresence } from './presence.ts';
import { channelOf } from './room.ts';
import { Rooms } from './rooms.ts';
import { findViewer, stillListening, type Viewer } from './viewer.ts';
import { ViewingDesk } from './viewing.ts';
import type { Viewing } from './viewings.ts';

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
  /** Another server says which conversation an agent looks at there. */
  hearViewing(viewing: Viewing): void;
  stop(): void;
}

const RECHECK_MS = 3000;

/** Tells listeners what happens, as long as they may hear it. */
export function startRealtime({ services, tail, bus, recheck_ms = RECHECK_MS }: Needs): Realtime {
  const rooms = new Rooms(tail);
  const viewing = new ViewingDesk({ services, rooms, bus });
  const complain = (error: unknown) => services.log.warn({ err: error }, 'listeners could not be told');
  const timer = setInterval(() => void recheck(services, rooms).catch(complain), recheck_ms);
  timer.unref();

  const signalHere = (signal: Signal) =>
    void rooms
      .find(signal.account_id)
      .then((room) => room?.signal(signal))
      .catch(complain);

  const open: OpenChannel = async (subscription) => {
    const viewer = await findViewer(services, subscription.identifier);
    if (!viewer || (viewer.kind === 'user' && !isOriginAllowed(services.config, subscription)))
      return undefined;
    const [room, member] = await rooms.enter(viewer, subscription);
    return channelOf(room, member, {
      begin: () => see(viewer, subscription, bus),
      async perform(action, data) {
        if (action === 'update_presence') await see(viewer, subscription, bus);
        if (action === 'view_conversation') await viewing.look(room, member, data);
      },
      close() {
        void rooms.leave(room, member).catch(complain);
        viewing.leave(member);
      },
    });
  };

  return {
    open,
    signal(signal) {
      bus?.publish({ kind: 'signal', signal });
      signalHere(signal);
    },
    signalHere,
    hearViewing: (said) => viewing.hear(said),
    stop() {
      clearInterval(timer);
      viewing.stop();
    },
  };
}

/** Takes note that somebody is there, and answers them who else is. */
async function see(viewer: Viewer, subscription: Subscription, bus: Bus | undefined) {
  const { kind: member, id, ctx } = viewer;
  const account_id = ctx.account.id;
  ctx.services.presence.see(account_id, member, id);
  bus?.publish({ kind: 'seen', account_id, member, id });
  subscription.send(new Broadcast({ event: 'presence.update', data: await presentPresence(viewer) }));
}

/** Ends the connections of those whose token was renewed or who left the account. */
async function recheck(services: Services, rooms: Rooms) {
  const members = (await rooms.all()).flatMap((room) => [...room.members]);
  const still = await stillListening(
    services,
    members.map(({ viewer }) => viewer),
  );
  for (const { viewer, subscription } of members) if (!still.has(viewer)) subscription.expel();
}
