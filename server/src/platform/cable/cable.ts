import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log/log.ts';
import { CableConnection, type OpenChannel } from './connection.ts';
import { disconnect, PROTOCOLS, ping } from './protocol.ts';

interface CableOptions {
  log: Log;
  now(): Date;
  /** Finds out what a subscription is to; nothing for one that is refused. */
  open: OpenChannel;
  /** Connections at most; more are turned away. */
  connections_max?: number;
}

/** The sockets of this process. */
export interface Cable {
  count(): number;
  /** Tells every client to come back, and closes. */
  stop(): Promise<void>;
}

const PATH = '/cable';
const PING_MS = 3000;
const FRAME_MAX_BYTES = 64 * 1024;
const CONNECTIONS_MAX = 20_000;
const CLOSE_MS = 500;

/** Serves ActionCable at `/cable` of the server. */
export function addCable(server: Server, options: CableOptions): Cable {
  const { log, now, connections_max = CONNECTIONS_MAX } = options;
  const connections = new Set<CableConnection>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX_BYTES,
    perMessageDeflate: false,
    // Clients that offer no protocol are spoken to in the plain one.
    handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
  });
  let isStopping = false;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (pathOf(request) !== PATH) return refuse(socket, '404 Not Found');
    if (isStopping || connections.size >= connections_max) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (client) => accept(client, request));
  });

  function accept(client: WebSocket, request: IncomingMessage) {
    const connection = new CableConnection(client, request, options);
    connections.add(connection);
    client.on('close', () => {
      connections.delete(connection);
      connection.end();
    });
    client.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
  }

  const pings = setInterval(() => {
    const text = ping(now());
    for (const connection of connections) connection.send(text);
  }, PING_MS);
  pings.unref();

  return {
    count: () => connections.size,
    async stop() {
      isStopping = true;
      clearInterval(pings);
      for (const connection of connections) connection.close(disconnect('server_restart', true));
      await untilGone(connections);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?', 1)[0]?.replace(/\/$/, '');

function refuse(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function untilGone(connections: ReadonlySet<unknown>) {
  const end = performance.now() + CLOSE_MS;
  while (connections.size > 0 && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 10));
}
