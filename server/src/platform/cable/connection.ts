import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Log } from '../log/log.ts';
import {
  answer,
  type Broadcast,
  type Command,
  disconnect,
  type History,
  type Protocol,
  readCommand,
  readObject,
  WELCOME,
} from './protocol.ts';

/** One subscription of a connection, as the desk sees it. */
export interface Subscription {
  /** The identifier as the client wrote it, parsed. */
  readonly identifier: Readonly<Record<string, unknown>>;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** Sends a message to this subscriber. */
  send(broadcast: Broadcast): void;
  /** Ends the connection: the subscriber may not hear more. */
  expel(): void;
}

/** What a subscription is to. It sends nothing before it begins. */
export interface Channel {
  /** Called once the client knows that it is subscribed: from now on messages are sent, also those that came meanwhile. */
  begin(): Promise<void>;
  perform(action: string, data: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sends what was missed, before anything newer; false when that is not known any more. */
  replay(history: History): Promise<boolean>;
  close(): void;
}

/** Opens a channel; nothing for a subscription that is refused. */
export type OpenChannel = (subscription: Subscription) => Promise<Channel | undefined>;

interface Needs {
  log: Log;
  open: OpenChannel;
}

const SUBSCRIPTIONS_MAX = 16;
const COMMANDS_PER_WINDOW = 100;
const WINDOW_MS = 10_000;
/** A reader that leaves this much unread is dropped: it comes back and asks for what it missed. */
const UNREAD_MAX_BYTES = 1024 * 1024;

/** A socket and its subscriptions. Commands are followed one after the other. */
export class CableConnection {
  private readonly channels = new Map<string, Channel | undefined>();
  private readonly protocol: Protocol;
  private work: Promise<void> = Promise.resolve();
  private commands = 0;
  private window_ends_at = 0;
  private isOver = false;
  private readonly client: WebSocket;
  private readonly request: IncomingMessage;
  private readonly needs: Needs;

  constructor(client: WebSocket, request: IncomingMessage, needs: Needs) {
    this.client = client;
    this.request = request;
    this.needs = needs;
    this.protocol =
      client.protocol === 'actioncable-v1-ext-json' ? 'actioncable-v1-ext-json' : 'actioncable-v1-json';
    client.on('message', (data) => this.receive(String(data)));
    this.send(WELCOME);
  }

  /** Sends a frame; drops the client that does not read. */
  send(text: string) {
    if (this.isOver || this.client.readyState !== this.client.OPEN) return;
    if (this.client.bufferedAmount > UNREAD_MAX_BYTES) {
      this.needs.log.info({ unread: this.client.bufferedAmount }, 'a socket is dropped: it does not read');
      this.client.terminate();
      return;
    }
    this.client.send(text);
  }

  /** Sends a last frame and closes. */
  close(last: string) {
    this.send(last);
    this.client.close(1000);
  }

  /** Ends all subscriptions. */
  end() {
    this.isOver = true;
    for (const channel of this.channels.values()) channel?.close();
    this.channels.clear();
  }

  private receive(text: string) {
    if (this.isTooBusy()) {
      this.close(disconnect('invalid_request', false));
      return;
    }
    const command = readCommand(text);
    if (!command || command.command === 'pong') return;
    this.work = this.work
      .then(() => (this.isOver ? undefined : this.follow(command)))
      .catch((error) => {
        this.needs.log.error({ err: error }, 'a command of a socket failed');
        this.close(disconnect('server_restart', true));
      });
  }

  private isTooBusy(): boolean {
    const now = performance.now();
    if (now > this.window_ends_at) {
      this.window_ends_at = now + WINDOW_MS;
      this.commands = 0;
    }
    this.commands += 1;
    return this.commands > COMMANDS_PER_WINDOW;
  }

  private async follow(command: Exclude<Command, { command: 'pong' }>) {
    const { identifier } = command;
    const channel = this.channels.get(identifier);
    if (command.command === 'subscribe') return this.subscribe(identifier, command.history);
    if (!channel) return;
    if (command.command === 'unsubscribe') {
      this.channels.delete(identifier);
      channel.close();
    } else if (command.command === 'history') {
      await this.replay(identifier, channel, command.history);
    } else {
      const { action, ...data } = command.data;
      if (typeof action === 'string') await channel.perform(action, data);
    }
  }

  private async subscribe(identifier: string, asked: History | undefined) {
    // A second subscription by the same name is passed over, as ActionCable does.
    if (this.channels.has(identifier)) return;
    const parsed = readObject(identifier);
    // The plain protocol has no history: what is sent for one would not be understood.
    const history = this.protocol === 'actioncable-v1-ext-json' ? asked : undefined;
    const channel =
      parsed && this.channels.size < SUBSCRIPTIONS_MAX
        ? await this.needs.open(this.subscriptionTo(identifier, parsed))
        : undefined;
    if (!channel) {
      this.send(answer(identifier, 'reject_subscription'));
      return;
    }
    if (this.isOver) {
      channel.close();
      return;
    }
    this.channels.set(identifier, channel);
    this.send(answer(identifier, 'confirm_subscription'));
    if (history) await this.replay(identifier, channel, history);
    await channel.begin();
  }

  private async replay(identifier: string, channel: Channel, history: History) {
    const isKnown = await channel.replay(history);
    this.send(answer(identifier, isKnown ? 'confirm_history' : 'reject_history'));
  }

  private subscriptionTo(identifier: string, parsed: Record<string, unknown>): Subscription {
    const text = JSON.stringify(identifier);
    const { origin, host } = this.request.headers;
    return {
      identifier: parsed,
      origin,
      host,
      send: (broadcast) => this.send(broadcast.frame(text, this.protocol)),
      expel: () => this.close(disconnect('unauthorized', false)),
    };
  }
}
