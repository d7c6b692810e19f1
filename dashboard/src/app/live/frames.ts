import type { WireEvent } from '@porchlight/client/state/fold';

/** For each stream the place of the frame that was seen last: the desk sends what lies behind it to a client that comes back. */
export type Places = Readonly<Record<string, { epoch: string; offset: number }>>;

/** What the desk says on a socket. */
export type Frame =
  | { is: 'welcome' | 'alive' | 'confirmed' | 'rejected' | 'history_confirmed' | 'history_rejected' }
  | { is: 'disconnect'; may_return: boolean }
  | {
      is: 'event';
      event: WireEvent;
      place: { stream_id: string; epoch: string; offset: number } | undefined;
    };

const TYPES: Readonly<Record<string, Frame>> = {
  welcome: { is: 'welcome' },
  ping: { is: 'alive' },
  confirm_subscription: { is: 'confirmed' },
  reject_subscription: { is: 'rejected' },
  confirm_history: { is: 'history_confirmed' },
  reject_history: { is: 'history_rejected' },
};

/** Reads a frame; one that is not understood only tells that the desk is there. */
export function readFrame(text: unknown): Frame {
  const frame = parseObject(text);
  if (frame.type === 'disconnect') return { is: 'disconnect', may_return: frame.reconnect !== false };
  if (typeof frame.type === 'string') return TYPES[frame.type] ?? { is: 'alive' };
  const event = readEvent(frame.message);
  return event ? { is: 'event', event, place: readPlace(frame) } : { is: 'alive' };
}

function readEvent(value: unknown): WireEvent | undefined {
  if (!isObject(value) || typeof value.event !== 'string' || !isObject(value.data)) return undefined;
  const { account_id } = value.data;
  if (typeof account_id !== 'number') return undefined;
  return { event: value.event, data: { ...value.data, account_id } };
}

function readPlace({ stream_id, epoch, offset }: Record<string, unknown>) {
  if (typeof stream_id !== 'string' || typeof epoch !== 'string' || typeof offset !== 'number')
    return undefined;
  return { stream_id, epoch, offset };
}

function parseObject(text: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(String(text));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
