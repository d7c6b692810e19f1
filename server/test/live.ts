import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { startLive } from '../src/live.ts';
import type { Bus } from '../src/platform/bus.ts';
import { addCable } from '../src/platform/cable/cable.ts';
import type { TestDesk } from './harness.ts';

/** A test desk that listens, numbers its events and serves sockets. */
export interface LiveDesk {
  /** Address of its sockets. */
  url: string;
  /** Numbers everything that was committed so far. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export async function goLive(desk: TestDesk, bus?: Bus, port_wanted = 0): Promise<LiveDesk> {
  const { services, app } = desk;
  const live = startLive(services, bus);
  const cable = addCable(app.server, { log: services.log, now: services.now, open: live.realtime.open });
  await app.listen({ port: port_wanted, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/cable`,
    drain: () => live.dispatcher.drain(),
    async stop() {
      live.tail.stop();
      await cable.stop();
      await live.stop();
    },
  };
}

/** A frame that the server sent. */
export interface Frame {
  type?: string;
  identifier?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what the wire brings.
  message?: { event: string; data: any };
  stream_id?: string;
  epoch?: string;
  offset?: number;
}

interface ClientOptions {
  protocols?: string[];
  headers?: Record<string, string>;
}

/** A client that speaks the protocol frame by frame. */
export class RawClient {
  /** All that came, but for pings. */
  readonly frames: Frame[] = [];
  readonly pings: { type: string; message: number }[] = [];
  readonly socket: WebSocket;

  constructor(url: string, { protocols = ['actioncable-v1-json'], headers = {} }: ClientOptions = {}) {
    this.socket = new WebSocket(url, protocols, { headers });
    this.socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.type === 'ping') this.pings.push(frame);
      else this.frames.push(frame);
    });
    this.socket.on('error', () => undefined);
  }

  async opened(): Promise<this> {
    await this.until(({ type }) => type === 'welcome');
    return this;
  }

  send(frame: object) {
    this.socket.send(JSON.stringify(frame));
  }

  /** Subscribes and waits for the answer, which it returns. */
  async subscribe(identifier: object | string, extra: object = {}): Promise<string | undefined> {
    const text = typeof identifier === 'string' ? identifier : JSON.stringify(identifier);
    this.send({ command: 'subscribe', identifier: text, ...extra });
    const answer = await this.until(
      (frame) => frame.identifier === text && frame.type?.endsWith('_subscription') === true,
    );
    return answer.type;
  }

  /** The first frame, of those that came or come, that is wanted. */
  async until(isWanted: (frame: Frame) => boolean, patience_ms = 4000): Promise<Frame> {
    const end = performance.now() + patience_ms;
    for (;;) {
      const found = this.frames.find(isWanted);
      if (found) return found;
      if (performance.now() > end)
        throw new Error(`The frame did not come; these did: ${JSON.stringify(this.frames).slice(0, 2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Names of the events that came, but for presence. */
  events(): string[] {
    return this.frames.flatMap(({ message }) =>
      message && message.event !== 'presence.update' ? [message.event] : [],
    );
  }

  async closed(): Promise<void> {
    await eventually(() => this.socket.readyState === WebSocket.CLOSED, 6000);
  }

  close() {
    this.socket.terminate();
  }
}

/** Waits until what is promised holds. */
export async function eventually(check: () => boolean | Promise<boolean>, patience_ms = 4000) {
  const end = performance.now() + patience_ms;
  while (!(await check())) {
    if (performance.now() > end) throw new Error('It did not come true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
