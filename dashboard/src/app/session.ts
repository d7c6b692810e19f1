import { type Client, createClient, type Session } from '@porchlight/client/sdk';
import { dropAhead, fetchAhead } from './ahead.ts';

/** Nobody is signed in; `ended` when somebody was until the desk said otherwise. */
export type Standing = { is: 'signed_in'; session: Session } | { is: 'signed_out' } | { is: 'ended' };

const KEY = 'porchlight.session';

let standing: Standing = readStanding();
const listeners = new Set<() => void>();

function readStanding(): Standing {
  const session = parseSession(readKept());
  return session ? { is: 'signed_in', session } : { is: 'signed_out' };
}

// A browser may forbid storage; the session then lasts as long as the page.
function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function writeKept(session: Session | undefined) {
  try {
    if (session) localStorage.setItem(KEY, JSON.stringify(session));
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}

function parseSession(text: string | null): Session | undefined {
  const value = parseJson(text ?? 'null');
  return sessionOf((name) => fieldOf(value, name));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function sessionOf(read: (name: string) => unknown): Session | undefined {
  const [token, client, uid] = ['access-token', 'client', 'uid'].map(read);
  const isWhole = typeof token === 'string' && typeof client === 'string' && typeof uid === 'string';
  return isWhole ? { 'access-token': token, client, uid } : undefined;
}

/** The session in the headers of an answer to signing in; nothing when some are missing. */
export const sessionOfHeaders = (headers: Headers) => sessionOf((name) => headers.get(name));

function stand(next: Standing) {
  standing = next;
  dropAhead();
  for (const listener of listeners) listener();
}

/** Keeps the session in this browser, until it is dropped or runs out. */
export function keepSession(session: Session) {
  writeKept(session);
  stand({ is: 'signed_in', session });
}

/** Forgets the session; `ended` when the desk no longer accepts it. */
export function dropSession(why: 'signed_out' | 'ended') {
  writeKept(undefined);
  stand({ is: why });
}

// Signing in or out in another tab counts here too.
function followOtherTabs({ key }: StorageEvent) {
  if (key === KEY || key === null) stand(readStanding());
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', followOtherTabs);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('storage', followOtherTabs);
  };
}

/** Who is signed in. */
export const currentStanding = (): Standing => standing;

/** Calls back whenever somebody signs in or out, in this tab or in another. */
export const onStanding = (listener: () => void): (() => void) => subscribe(listener);

/** The desk that served this page, asked with this session or by nobody. */
export const openDesk = (session?: Session, send: typeof fetch = fetchAhead): Client =>
  createClient({ base_url: '', session, fetch: send });

/** The desk, asked by whoever is signed in. */
export const currentDesk = (send?: typeof fetch): Client =>
  openDesk(standing.is === 'signed_in' ? standing.session : undefined, send);
