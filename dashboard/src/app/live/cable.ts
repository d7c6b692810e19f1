import type { WireEvent } from '@porchlight/client/state/fold';
import { retryDelay } from './backoff.ts';
import type { Clock } from './clock.ts';
import { type Places, readFrame } from './frames.ts';

/** How we stand with the desk's socket. */
export type Connection =
  | { is: 'connecting' }
  | { is: 'open' }
  /** Since when, in milliseconds of the clock. */
  | { is: 'lost'; since_ms: number }
  /** The desk does not let this subscriber in: the token is not that of today, or the account was left. */
  | { is: 'refused' };

/** What is needed of a WebSocket. */
export interface CableSocket {
  send(text: string): void;
  close(): void;
}

/** What a WebSocket tells. */
export interface CableListener {
  message(data: unknown): void;
  closed(): void;
}

interface CableNeeds {
  identifier: object;
  clock: Clock;
  random(): number;
  open(protocols: string[], listener: CableListener): CableSocket;
  onEvent(event: WireEvent): void;
  onConnection(connection: Connection): void;
  /** Events may have been missed: what was loaded before is to be read again. */
  onGap(): void;
  /** Where an earlier page left off, with what it had kept. */
  places?: Places;
  /** A moment before anything was read, in seconds of the desk's clock: what happened since comes where no place is known. */
  since?: number | undefined;
}

const PROTOCOLS = ['actioncable-v1-ext-json', 'actioncable-v1-json'];
/** The desk says something every three seconds. */
const SILENCE_MAX_MS = 7000;
/** A socket that speaks and does not let us in is as good as none. */
const SETTLE_MAX_MS = 10_000;
const WATCH_MS = 1000;
const BEAT_MS = 20_000;

/**
 * A subscription that lives as long as the page: opens the socket again whenever it is gone, asks for what it missed
 * since, and tells the desk every twenty seconds that somebody is here.
 */
export class Cable {
  private readonly identifier: string;
  private readonly needs: CableNeeds;
  private places: Places;
  private connection: Connection = { is: 'connecting' };
  private socket: CableSocket | undefined;
  private opened_at_ms = 0;
  private heard_at_ms = 0;
  private failures = 0;
  private isOver = false;
  private stopWaiting: (() => void)[] = [];

  constructor(needs: CableNeeds) {
    this.needs = needs;
    this.identifier = JSON.stringify(needs.identifier);
    this.places = needs.places ?? {};
  }

  /** Where the frames seen so far end. */
  seen = (): Places => this.places;

  /** Connects now, without waiting for the next attempt. */
  connect = () => {
    if (this.isOver || this.socket) return;
    this.callOff();
    const socket: CableSocket = this.needs.open(PROTOCOLS, {
      message: (data) => this.socket === socket && this.hear(data),
      closed: () => this.socket === socket && this.lose(),
    });
    this.socket = socket;
    this.opened_at_ms = this.needs.clock.now();
    this.heard_at_ms = this.opened_at_ms;
    this.watch();
  };

  /** Gives the socket up, as when the network says that it is gone. */
  lose = () => {
    const { socket } = this;
    this.socket = undefined;
    this.callOff();
    socket?.close();
    if (this.isOver || this.connection.is === 'refused') return;
    const since_ms = this.connection.is === 'lost' ? this.connection.since_ms : this.needs.clock.now();
    this.stand({ is: 'lost', since_ms });
    this.later(retryDelay(this.failures, this.needs.random), this.connect);
    this.failures += 1;
  };

  /** Leaves for good. */
  stop() {
    this.isOver = true;
    this.lose();
  }

  /** Asks the desk to do something for this subscriber; nothing while there is no connection. */
  perform(action: string, data: object = {}) {
    if (this.connection.is === 'open')
      this.send({ command: 'message', data: JSON.stringify({ action, ...data }) });
  }

  private hear(data: unknown) {
    this.heard_at_ms = this.needs.clock.now();
    const frame = readFrame(data);
    switch (frame.is) {
      case 'welcome':
        return this.subscribe();
      case 'confirmed':
        return this.settle();
      case 'rejected':
        return this.refuse();
      case 'history_rejected':
        this.places = {};
        return this.needs.onGap();
      case 'disconnect':
        return frame.may_return ? this.lose() : this.refuse();
      case 'event': {
        this.needs.onEvent(frame.event);
        const { place } = frame;
        if (place)
          this.places = { ...this.places, [place.stream_id]: { epoch: place.epoch, offset: place.offset } };
      }
    }
  }

  private subscribe() {
    const history = this.history();
    this.send({ command: 'subscribe', ...(history ? { history } : {}) });
  }

  /** What to send of the past; nothing when we do not know from where on. */
  private history() {
    if (Object.keys(this.places).length > 0) return { streams: this.places };
    const { since } = this.needs;
    return since === undefined ? undefined : { since };
  }

  private settle() {
    const isWhole = this.history() !== undefined;
    this.failures = 0;
    this.stand({ is: 'open' });
    this.beat();
    if (!isWhole) this.needs.onGap();
  }

  private refuse() {
    this.stand({ is: 'refused' });
    this.lose();
  }

  private beat() {
    this.later(BEAT_MS, () => {
      this.perform('update_presence');
      this.beat();
    });
  }

  private watch() {
    this.later(WATCH_MS, () => {
      if (this.isDead()) this.lose();
      else this.watch();
    });
  }

  private isDead(): boolean {
    const now_ms = this.needs.clock.now();
    if (now_ms - this.heard_at_ms > SILENCE_MAX_MS) return true;
    return this.connection.is !== 'open' && now_ms - this.opened_at_ms > SETTLE_MAX_MS;
  }

  private send(command: object) {
    this.socket?.send(JSON.stringify({ identifier: this.identifier, ...command }));
  }

  private stand(connection: Connection) {
    this.connection = connection;
    this.needs.onConnection(connection);
  }

  private later(milliseconds: number, call: () => void) {
    this.stopWaiting.push(this.needs.clock.after(milliseconds, call));
  }

  private callOff() {
    for (const stop of this.stopWaiting) stop();
    this.stopWaiting = [];
  }
}
