import type { AccountContext, Signal } from '../../context.ts';
import type { Channel, Subscription } from '../../platform/cable/connection.ts';
import { Broadcast, type History, type Place } from '../../platform/cable/protocol.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';
import { readEvents, readHead, readOldest, readPositionAt } from '../../platform/outbox/tail.ts';
import { HEARD, type Message, messageOfSignal, messagesOf } from './messages.ts';
import { Recent, Turns } from './recent.ts';
import { isFor } from './recipients.ts';
import type { Viewer } from './viewer.ts';

/** A message that is ready to be sent to many. */
interface Ready {
  message: Message;
  /** Its place among the events; nothing for what passes. */
  position: number | undefined;
  to_agents: Broadcast;
  to_contacts: Broadcast | undefined;
}

const PAGE = 100;
const WHO_MAY_HEAR = new Set<string>(['inbox.members_changed', 'agent.updated', 'agent.removed']);

const epochOf = ({ services, account }: AccountContext) =>
  services.signer.digest('epoch of events', String(account.id)).toString('base64url').slice(0, 12);

/** Everybody in this process who listens to an account. */
export class Room {
  readonly members = new Set<Member>();
  readonly ctx: AccountContext;
  private readonly epoch: string;
  private recent: Recent<Ready>;
  private readonly pages = new Map<number, Promise<readonly Ready[]>>();
  private readonly turns: Turns;
  private readonly signals = new Turns(1);
  /** The position of the last event that was sent; those who come now hear what comes behind it. */
  sent: number;

  constructor(ctx: AccountContext, position: number, turns: Turns) {
    this.ctx = ctx;
    this.sent = position;
    this.recent = new Recent(position);
    this.turns = turns;
    // Positions mean something only in the database that gave them out.
    this.epoch = epochOf(ctx);
  }

  get stream_id(): string {
    return `account_${this.ctx.account.id}`;
  }

  /** Sends what the events mean to whom they concern. */
  async hear(events: readonly NumberedEvent[]) {
    // Those that were sent before an earlier try failed come again.
    const fresh = events.filter(({ position }) => position > this.sent);
    // They are made ready together and sent in their order.
    for (let at = 0; at < fresh.length; at += PAGE) {
      const page = fresh.slice(at, at + PAGE);
      const ready = await this.prepare(page);
      for (const [index, event] of page.entries()) {
        const next = ready[index];
        if (next) this.send(next);
        this.recent.keep(event.position, next);
        // Whoever may hear less now shall not read it from memory.
        if (WHO_MAY_HEAR.has(event.name)) this.forget(event.position);
        this.sent = event.position;
      }
    }
  }

  private forget(position: number) {
    this.recent = new Recent(position);
    this.pages.clear();
  }

  /** Sends something that passes, which has no place in the stream, to all but whoever does it; in their order. */
  signal(signal: Signal): Promise<void> {
    return this.signals.take(() => this.pass(signal));
  }

  private async pass(signal: Signal) {
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
  async replay(member: Member, history: History): Promise<boolean> {
    const { viewer, held_at: until, subscription } = member;
    const from = await this.placeIn(history, until);
    if (from === undefined) return false;
    // Another server may have been ahead of this one: what the client has from there does not come again.
    member.seen = from;
    for (let after = from; after < until; ) {
      // Whoever went meanwhile needs no more of it.
      if (!this.members.has(member)) return true;
      const { list, last } = await this.readMissed(after, until);
      for (const ready of list) {
        const broadcast = forViewer(ready, viewer);
        if (broadcast) subscription.send(broadcast);
      }
      after = last;
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

  /** What was sent behind a position, from memory where it is so recent, and up to which position. */
  private async readMissed(after: number, until: number): Promise<{ list: readonly Ready[]; last: number }> {
    if (this.recent.reachesBack(after)) return { list: this.recent.between(after, until), last: until };
    const number = Math.floor(after / PAGE);
    const last = Math.min((number + 1) * PAGE, until);
    const page = await this.readPage(number);
    return { list: page.filter(({ position = 0 }) => position > after && position <= last), last };
  }

  /** What was sent of the events of a page; many who come back at once read the same pages. */
  private readPage(number: number): Promise<readonly Ready[]> {
    const known = this.pages.get(number);
    if (known !== undefined) return known;
    const [first, last] = [number * PAGE, (number + 1) * PAGE];
    const page = this.turns.take(async () => {
      const { database } = this.ctx.services;
      const list = await readEvents(database, this.ctx.account.id, {
        after: first,
        limit: PAGE,
        names: HEARD,
      });
      const ready = await this.prepare(list.filter(({ position }) => position <= last));
      return ready.filter((next) => next !== undefined);
    });
    // One that is not full yet will say more later.
    if (last <= this.sent) keepOf(this.pages, number, page);
    return page;
  }

  private async prepare(events: readonly NumberedEvent[]): Promise<(Ready | undefined)[]> {
    const messages = await messagesOf(this.ctx, events);
    return messages.map((message, index) => {
      const offset = events[index]?.position ?? 0;
      return message && readyOf(message, { stream_id: this.stream_id, epoch: this.epoch, offset });
    });
  }

  private send(ready: Ready) {
    for (const member of this.members) if (isFor(ready.message.recipients, member.viewer)) member.take(ready);
  }
}

const PAGES_KEPT = 20;

/** Keeps a page that is being read, as long as reading it does not fail, and no more than so many. */
function keepOf<Page>(pages: Map<number, Promise<Page>>, number: number, page: Promise<Page>) {
  pages.set(number, page);
  page.catch(() => pages.delete(number));
  const [oldest] = pages.keys();
  if (pages.size > PAGES_KEPT && oldest !== undefined) pages.delete(oldest);
}

function readyOf(message: Message, place?: Place): Ready {
  const { event, to_agents, to_contacts } = message;
  return {
    message,
    position: place?.offset,
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
  /** The last event that the client has, as far as it told. */
  seen = 0;
  /** What waits until the client knows that it is subscribed, and has what it missed. */
  private waiting: Ready[] | undefined = [];

  constructor(viewer: Viewer, subscription: Subscription, held_at: number) {
    this.viewer = viewer;
    this.subscription = subscription;
    this.held_at = held_at;
  }

  take(ready: Ready) {
    if (this.waiting) {
      this.waiting.push(ready);
      return;
    }
    const broadcast = forViewer(ready, this.viewer);
    const isSeen = ready.position !== undefined && ready.position <= this.seen;
    if (broadcast && !isSeen) this.subscription.send(broadcast);
  }

  hold(sent: number) {
    if (this.waiting) return;
    this.waiting = [];
    this.held_at = sent;
  }

  release() {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const ready of waiting) this.take(ready);
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
