import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { DeskState } from '../../client/src/state/desk.ts';
import { fold, type WireEvent } from '../../client/src/state/fold.ts';

/** Nobody is connected for longer than this. */
const STAY_MS = 8000;
const CREATED = '"event":"message.created"';
const PLACE = /"stream_id":"([^"]+)","epoch":"([^"]+)","offset":(\d+)\}$/;
const PARSED_MAX = 5000;

const parsed = new Map<string, WireEvent>();

// Every listener is told the same words; all are one process here, which would read them two hundred times.
function parse(text: string): WireEvent {
  const known = parsed.get(text);
  if (known) return known;
  const { message } = JSON.parse(text) as { message: WireEvent };
  if (parsed.size >= PARSED_MAX) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(text, message);
  return message;
}

interface Options {
  identifier: string;
  /** What was read by requests before anything was written. */
  state: DeskState;
  /** When that was, in Unix seconds: what happened since is asked for until a place is known. */
  since: number;
  /** Where to connect, chosen anew each time. */
  pickUrl(): string;
}

/** A client that folds what it hears, and comes back when its socket goes. */
export class Listener {
  /** Ids of the messages that it heard of as new. */
  readonly heard: number[] = [];
  connections = 0;
  /** How often the desk did not have what was missed. */
  rejected = 0;
  /** Frames whose place was not behind that of the one before. */
  backwards = 0;
  state: DeskState;
  private offset = 0;
  private place: object | undefined;
  private isOver = false;
  private socket: WebSocket | undefined;
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
    this.state = options.state;
  }

  connect() {
    const url = this.options.pickUrl().replace('http', 'ws');
    const socket = new WebSocket(`${url}/cable`, ['actioncable-v1-ext-json']);
    this.socket = socket;
    this.connections += 1;
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.receive(socket, String(data)));
    socket.on('close', () => void this.comeBack());
    // Some are cut, some close.
    const end = () => (Math.random() < 0.5 ? socket.terminate() : socket.close());
    setTimeout(end, 500 + Math.random() * STAY_MS).unref();
  }

  private async comeBack() {
    await sleep(Math.random() * 500);
    if (!this.isOver) this.connect();
  }

  private receive(socket: WebSocket, text: string) {
    if (text === '{"type":"welcome"}') {
      const { identifier, since } = this.options;
      const history = this.place ? { streams: this.place } : { since };
      socket.send(JSON.stringify({ command: 'subscribe', identifier, history }));
    }
    if (text.endsWith('"reject_history"}')) this.rejected += 1;
    const place = PLACE.exec(text);
    if (!place) return;
    const [whole, stream = '', epoch = '', offset = ''] = place;
    if (Number(offset) <= this.offset) this.backwards += 1;
    this.offset = Number(offset);
    this.place = { [stream]: { epoch, offset: this.offset } };
    const event = parse(`${text.slice(0, -whole.length - 1)}}`);
    if (text.includes(CREATED)) this.heard.push((event.data as unknown as { id: number }).id);
    this.state = fold(this.state, event, Date.now());
  }

  end() {
    this.isOver = true;
    this.socket?.terminate();
  }
}
