import type { ThreadId } from './route.ts';

/** What is kept of the queue, by its name. */
export const OUTBOX = 'outbox';

/** Something the visitor said that the desk has not confirmed. */
export interface Entry {
  /** The desk knows by it what it has already. */
  echo_id: string;
  /** Whose it is; empty when it was said before the visitor was known. */
  owner: string;
  thread: ThreadId;
  content: string;
  reply_to?: number | undefined;
  files: readonly { name: string; size: number; type: string }[];
  /** Milliseconds. */
  created_at: number;
  /** The status with which it was refused. */
  refused?: number | undefined;
  /** Whether it was tried as the very first thing that the visitor says, which begins a conversation by itself. */
  isVeryFirst?: boolean;
  /** What goes with the first message of a conversation. */
  referrer: string;
}

/** A name that nobody else gives; browsers make real UUIDs on secure pages alone. */
export const newEchoId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
