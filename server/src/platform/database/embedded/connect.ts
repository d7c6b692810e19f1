import { Client } from 'pg';
import { errorCode } from './errors.ts';
import type { Endpoint } from './place.ts';
import { SUPERUSER } from './settings.ts';

const CONNECT_MS_MAX = 5_000;

export type Answer =
  | { kind: 'connected'; client: Client; endpoint: Endpoint }
  /** Nothing listens there. */
  | { kind: 'absent'; error?: unknown }
  /** A server is there and starts, recovers or stops. */
  | { kind: 'changing'; error?: unknown }
  | { kind: 'full'; error: unknown }
  | { kind: 'refused'; error: unknown };

/** Advisory locks belong to one database, so every seat is taken in this one. */
const SEAT_DATABASE = 'postgres';
const CHANGING = ['57P03', '57P01', '57P02'];
const FULL = '53300';
const ABSENT = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTSOCK'];

export async function tryConnect(endpoint: Endpoint, password: string, name: string): Promise<Answer> {
  const client = new Client({
    host: endpoint.host,
    port: endpoint.port,
    user: SUPERUSER,
    database: SEAT_DATABASE,
    password,
    application_name: name,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  // A lost connection is told by 'end'; without a listener for 'error' it would end the program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { kind: 'connected', client, endpoint };
  } catch (error) {
    client.end().catch(() => undefined);
    return classify(error);
  }
}

function classify(error: unknown): Answer {
  const code = errorCode(error);
  if (code === FULL) return { kind: 'full', error };
  if (code !== undefined && CHANGING.includes(code)) return { kind: 'changing', error };
  return { kind: isLost(error) ? 'absent' : 'refused', error };
}

/** Whether an error says that the server went away, rather than that it refused. */
export function isLost(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined) return CHANGING.includes(code) || ABSENT.includes(code);
  // The driver's own errors have no code.
  return (
    error instanceof Error &&
    /^Connection terminated|connection error|not queryable|timeout/.test(error.message)
  );
}
