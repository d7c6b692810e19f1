/*
 * A small client of the desk's socket: ActionCable's frames, and AnyCable's extension of them, with which whoever
 * comes back says where it was and gets what it missed.
 */

interface Place {
  stream_id: string;
  epoch: string;
  offset: number;
}

export interface CableEvents {
  /** Something happened. */
  heard(event: string, data: unknown): void;
  /** The subscription stands; `isWhole` when everything that was missed has come as well. */
  joined(isWhole: boolean): void;
  lost(): void;
  /** The desk does not know the token. */
  refused(): void;
}

const PROTOCOLS = ['actioncable-v1-ext-json', 'actioncable-v1-json'];
const SILENCE_MS = 6000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 30_000;

export class Cable {
  private socket: WebSocket | undefined;
  private place: Place | undefined;
  private began_at = 0;
  private heard_at = 0;
  private isConfirmed = false;
  private tries = 0;
  private timer = 0;
  private isAsking = false;
  private isOver = false;
  private readonly identifier: string;
  private readonly events: CableEvents;

  constructor(pubsub_token: string, events: CableEvents) {
    this.identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token });
    this.events = events;
    this.connect();
  }

  /** To be called every few seconds: notices a connection that died without a word, or never came to anything. */
  check() {
    const since = this.isConfirmed ? this.heard_at : this.began_at;
    if (this.socket && performance.now() - since > SILENCE_MS) this.drop();
  }

  /** Tries at once, instead of when it would be time. */
  hurry() {
    if (!this.socket && !this.isOver) this.connect();
  }

  perform(action: string) {
    this.send({ command: 'message', data: JSON.stringify({ action }) });
  }

  close() {
    this.isOver = true;
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = undefined;
    socket?.close();
  }

  /** Gives up the connection that is, and makes another after a while. */
  drop() {
    const { socket } = this;
    this.socket = undefined;
    socket?.close();
    if (this.isOver) return;
    this.events.lost();
    clearTimeout(this.timer);
    const most = Math.min(BACKOFF_FIRST_MS * 2 ** this.tries, BACKOFF_MAX_MS);
    this.tries += 1;
    this.timer = window.setTimeout(() => this.connect(), most * (0.5 + Math.random() / 2));
  }

  private connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/cable`, PROTOCOLS);
    this.socket = socket;
    this.began_at = performance.now();
    this.isConfirmed = false;
    socket.onmessage = ({ data }) => {
      if (this.socket === socket) this.read(data);
    };
    socket.onclose = () => {
      if (this.socket === socket) this.drop();
    };
  }

  private read(text: unknown) {
    this.heard_at = performance.now();
    const frame = JSON.parse(String(text));
    if (frame.type === 'welcome') this.subscribe();
    else if (frame.type === 'disconnect') frame.reconnect === false ? this.refuse() : this.drop();
    else if (frame.type === 'confirm_subscription') this.confirm();
    else if (frame.type === 'reject_subscription') this.refuse();
    else if (frame.type === 'confirm_history') this.events.joined(true);
    else if (frame.type === 'reject_history') this.events.joined(false);
    else if (frame.message) this.take(frame);
  }

  private refuse() {
    this.close();
    this.events.refused();
  }

  private subscribe() {
    const { place } = this;
    this.isAsking = place !== undefined && this.socket?.protocol === PROTOCOLS[0];
    const streams = place ? { [place.stream_id]: { epoch: place.epoch, offset: place.offset } } : {};
    this.send({ command: 'subscribe', ...(this.isAsking ? { history: { streams } } : {}) });
  }

  private confirm() {
    this.tries = 0;
    this.isConfirmed = true;
    // With a place, the answer to the question for what was missed follows.
    if (!this.isAsking) this.events.joined(false);
  }

  private take({ message, stream_id, epoch, offset }: { message: { event: string; data: unknown } } & Place) {
    if (stream_id !== undefined) this.place = { stream_id, epoch, offset };
    this.events.heard(message.event, message.data);
  }

  private send(frame: object) {
    if (this.socket?.readyState === WebSocket.OPEN)
      this.socket.send(JSON.stringify({ identifier: this.identifier, ...frame }));
  }
}
