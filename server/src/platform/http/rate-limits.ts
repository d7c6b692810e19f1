import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

/** Counts in fixed windows. `take` refuses with 429 when more than `max` were taken within the window. */
export interface RateLimits {
  take(key: string, max: number, window_seconds: number): Promise<void>;
}

/** Where the counts are kept: in this process, or in Redis for several. */
export interface Counters {
  /** Adds one and answers the new count and the seconds until the window ends. */
  add(key: string, window_seconds: number): Promise<{ count: number; left_seconds: number }>;
}

export function createRateLimits(counters: Counters): RateLimits {
  return {
    async take(key, max, window_seconds) {
      const { count, left_seconds } = await counters.add(key, window_seconds);
      if (count > max)
        throw new Refusal('too_many_requests', undefined, { retry_after: Math.max(1, left_seconds) });
    },
  };
}

export const noRateLimits: RateLimits = { take: async () => undefined };

const KEYS_MAX = 100_000;

/** Counters of this process; the oldest windows make room when there are very many. */
export function memoryCounters(now: () => Date): Counters {
  const windows = new Map<string, { count: number; ends_at: number }>();
  return {
    async add(key, window_seconds) {
      const time = now().getTime();
      let window = windows.get(key);
      if (!window || window.ends_at <= time) {
        window = { count: 0, ends_at: time + window_seconds * 1000 };
        windows.delete(key);
        windows.set(key, window);
        dropOldest(windows);
      }
      window.count += 1;
      return { count: window.count, left_seconds: Math.ceil((window.ends_at - time) / 1000) };
    },
  };
}

function dropOldest(windows: Map<string, unknown>) {
  if (windows.size <= KEYS_MAX) return;
  const [oldest] = windows.keys();
  if (oldest !== undefined) windows.delete(oldest);
}

/** A caller on this machine, and not a proxy on it that speaks for somebody else: such are not limited by address. */
export function isThisMachine(request: FastifyRequest): boolean {
  const direct = request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
  return direct && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.ip);
}
