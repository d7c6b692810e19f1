/*
 * The frames of ActionCable, and of AnyCable's extension of it (`actioncable-v1-ext-json`), in which a frame of a
 * stream tells its place there and a client that comes back asks for what it missed.
 */

export const PROTOCOLS = ['actioncable-v1-ext-json', 'actioncable-v1-json'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** What a client that comes back has seen last: per stream, or a moment in seconds. */
export interface History {
  since: number | undefined;
  streams: Readonly<Record<string, { epoch: string; offset: number }>>;
}

export type Command =
  | { command: 'subscribe'; identifier: string; history: History | undefined }
  | { command: 'history'; identifier: string; history: History }
  | { command: 'unsubscribe'; identifier: string }
  | { command: 'message'; identifier: string; data: Readonly<Record<string, unknown>> }
  | { command: 'pong' };

/** Reads a frame of a client; nothing for one that is not understood, which ActionCable passes over too. */
export function readCommand(text: string): Command | undefined {
  const frame = readObject(text);
  if (!frame) return undefined;
  const { command, identifier } = frame;
  if (command === 'pong') return { command };
  if (typeof identifier !== 'string') return undefined;
  if (command === 'subscribe') return { command, identifier, history: readHistory(frame.history) };
  if (command === 'history')
    return { command, identifier, history: readHistory(frame.history) ?? NO_HISTORY };
  if (command === 'unsubscribe') return { command, identifier };
  if (command === 'message') return { command, identifier, data: readObject(frame.data) ?? {} };
  return undefined;
}

const NO_HISTORY: History = { since: undefined, streams: {} };

function readHistory(value: unknown): History | undefined {
  if (!isObject(value)) return undefined;
  const streams: Record<string, { epoch: string; offset: number }> = {};
  for (const [name, place] of Object.entries(isObject(value.streams) ? value.streams : {})) {
    if (!isObject(place)) continue;
    const { epoch, offset } = place;
    if (typeof epoch === 'string' && Number.isSafeInteger(offset))
      streams[name] = { epoch, offset: Number(offset) };
  }
  const { since } = value;
  return { since: typeof since === 'number' && Number.isFinite(since) ? since : undefined, streams };
}

/** Reads the JSON of an object; nothing for everything else. */
export function readObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const WELCOME = '{"type":"welcome"}';

export const ping = (now: Date) => `{"type":"ping","message":${Math.floor(now.getTime() / 1000)}}`;

export const disconnect = (reason: string, reconnect: boolean) =>
  JSON.stringify({ type: 'disconnect', reason, reconnect });

/** Answers to a subscription; the identifier goes back as the text that came. */
export const answer = (
  identifier: string,
  type: 'confirm_subscription' | 'reject_subscription' | 'confirm_history' | 'reject_history',
) => JSON.stringify({ identifier, type });

/** Where a frame stands in its stream. */
export interface Place {
  stream_id: string;
  epoch: string;
  offset: number;
}

/**
 * A message for many subscribers: everything that is the same for all is written once, and each only puts its
 * identifier in front.
 */
export class Broadcast {
  private readonly plain: string;
  private readonly extended: string;

  constructor(message: object, place?: Place) {
    const text = JSON.stringify(message);
    this.plain = `,"message":${text}}`;
    this.extended = place ? `,"message":${text},${JSON.stringify(place).slice(1)}` : this.plain;
  }

  /** The frame for a subscriber whose identifier is this JSON text. */
  frame(identifier: string, protocol: Protocol): string {
    const rest = protocol === 'actioncable-v1-ext-json' ? this.extended : this.plain;
    return `{"identifier":${identifier}${rest}`;
  }
}
