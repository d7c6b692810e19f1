import type { AccountContext, Signal } from '../../context.ts';
import type { Channel, Subscription } from '../../platform/cable/connection.ts';
import { Broadcast, type History, type Place } from '../../platform/cable/protocol.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';
import { readEvents, readHead, readOldest, readPositionAt } from '../../platform/outbox/tail.ts';
import { HEARD, type Message, messageOf } from './messages.ts';
import { isFor } from './recipients.ts';
import { messageOfSignal } from './signals.ts';
import type { Viewer } from './viewer.ts';

/** A message that is ready to be sent to many. */
interface Ready {
  message: Message;
  to_agents: Broadcast;
  to_contacts: Broadcast | undefined;
}

const PAGE = 100;

const epochOf = ({ services, account }: AccountContext) =>
  services.signer.digest('epoch of events', String(account.id)).toString('base64url').slice(0, 12);

/** Everybody in this process who listens to an account. */
export class Room {
  readonly members = new Set<Member>();
  private readonly ctx: AccountContext;
  private readonly epoch: string;
  /** The position of the last event that was sent; those who come now hear what comes behind it. */
  sent: number;

  constructor(ctx: AccountContext, position: number) {
    this.ctx = ctx;
    this.sent = position;
    // Positions mean something only in the database that gave them out.
    this.epoch = epochOf(ctx);
  }

  get stream_id(): string {
    return `account_${this.ctx.account.id}`;
  }

  /** Sends what the events mean to whom they concern. */
  async hear(events: readonly NumberedEvent[]) {
    // They are made ready together and sent in their order.
    for (let at = 0; at < events.length; at += PAGE) {
      const page = events.slice(at, at + PAGE);
      const ready = await Promise.all(page.map((event) => this.prepare(event)));
      for (const [index, event] of page.entries()) {
        const next = ready[index];
        if (next) this.send(next);
        this.sent = event.position;
      }
    }
  }

  /** Sends something that passes, which has no place in the stream, to all but whoever does it. */
  async signal(signal: Signal) {
    const message = await messageOfSignal(this.ctx, signal);
    if (!message) return;
    const ready = readyOf(message);
    const { type, id } = signal.by;
    for (const member of this.members) {
      const isTheirs = member.viewer.kind === type && member.viewer.id === id;
      if (!isTheirs && isFor(message.recipients, member.viewer)) member.take(ready);
    }
  }

  /** Sends a member what it missed since then; false when some of it is not kept any more. */
  async replay({ viewer, held_at: until, subscription }: Member, history: History): Promise<boolean> {
    const from = await this.placeIn(history, until);
    if (from === undefined) return false;
    for (let after = from; after < until; ) {
      const page = await readEvents(this.ctx.services.database, this.ctx.account.id, {
        after,
        limit: PAGE,
        names: HEARD,
      });
      const missed = page.filter(({ position }) => position <= until);
      const ready = await Promise.all(missed.map((event) => this.prepare(event)));
      for (const next of ready) {
        const broadcast = next && forViewer(next, viewer);
        if (broadcast) subscription.send(broadcast);
      }
      after = missed.length < PAGE ? until : (missed.at(-1)?.position ?? until);
    }
    return true;
  }

  private async placeIn({ since, streams }: History, until: number): Promise<number | undefined> {
    const { database } = this.ctx.services;
    const account_id = this.ctx.account.id;
    const place = streams[this.stream_id];
    if (place) {
      const isOurs = place.epoch === this.epoch && place.offset <= (await readHead(database, account_id));
      return isOurs && place.offset + 1 >= (await readOldest(database, account_id))
        ? place.offset
        : undefined;
    }
    if (Object.keys(streams).length > 0) return undefined;
    return since === undefined ? until : readPositionAt(database, account_id, new Date(since * 1000));
  }

  private async prepare(event: NumberedEvent): Promise<Ready | undefined> {
    if (!HEARD.includes(event.name as (typeof HEARD)[number])) return undefined;
    const message = await messageOf(this.ctx, event);
    const place = { stream_id: this.stream_id, epoch: this.epoch, offset: event.position };
    return message && readyOf(message, place);
  }

  private send(ready: Ready) {
    for (const member of this.members) if (isFor(ready.message.recipients, member.viewer)) member.take(ready);
  }
}

function readyOf(message: Message, place?: Place): Ready {
  const { event, to_agents, to_contacts } = message;
  return {
    message,
    to_agents: new Broadcast({ event, data: to_agents }, place),
    to_contacts: to_contacts && new Broadcast({ event, data: to_contacts }, place),
  };
}

function forViewer({ message, to_agents, to_contacts }: Ready, viewer: Viewer): Broadcast | undefined {
  if (!isFor(message.recipients, viewer)) return undefined;
  return viewer.kind === 'user' ? to_agents : to_contacts;
}

/** Somebody in a room, by one subscription. */
export class Member {
  readonly viewer: Viewer;
  readonly subscription: Subscription;
  /** The last event that was sent in the room before this member began to wait. */
  held_at: number;
  /** What waits until the client knows that it is subscribed, and has what it missed. */
  private waiting: Broadcast[] | undefined = [];

  constructor(viewer: Viewer, subscription: Subscription, held_at: number) {
    this.viewer = viewer;
    this.subscription = subscription;
    this.held_at = held_at;
  }

  take(ready: Ready) {
    const broadcast = forViewer(ready, this.viewer);
    if (!broadcast) return;
    if (this.waiting) this.waiting.push(broadcast);
    else this.subscription.send(broadcast);
  }

  hold(sent: number) {
    if (this.waiting) return;
    this.waiting = [];
    this.held_at = sent;
  }

  release() {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const broadcast of waiting) this.subscription.send(broadcast);
  }
}

/** A channel over a member of a room. */
export function channelOf(
  room: Room,
  member: Member,
  hooks: Pick<Channel, 'begin' | 'perform' | 'close'>,
): Channel {
  return {
    async begin() {
      member.release();
      await hooks.begin();
    },
    perform: hooks.perform,
    async replay(history) {
      member.hold(room.sent);
      const isKnown = await room.replay(member, history);
      member.release();
      return isKnown;
    },
    close: hooks.close,
  };
}
