import type { Redis } from 'ioredis';
import type { Counters } from './http/rate-limits.ts';
import type { Log } from './log/log.ts';

/** What several servers on one database share through Redis. */
export interface SharedState {
  counters: Counters;
  /** Tells the other servers that events were numbered or committed. */
  announce(): void;
  /** Calls back when another server announced something. */
  onAnnouncement(heard: () => void): void;
  isReachable(): Promise<boolean>;
  stop(): Promise<void>;
}

const CHANNEL = 'porchlight:events';

/** Connects to Redis; refuses with a sentence when it cannot be reached at the start. */
export async function connectRedis(url: string, log: Log): Promise<SharedState> {
  const { Redis } = await import('ioredis');
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, connectTimeout: 3000 };
  const [commands, listener] = [new Redis(url, options), new Redis(url, options)];
  const client_id = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  for (const client of [commands, listener])
    client.on('error', (error) => log.warn({ err: error }, 'Redis does not answer'));
  try {
    await Promise.all([commands.connect(), listener.connect()]);
  } catch (cause) {
    commands.disconnect();
    listener.disconnect();
    throw new Error(
      'Redis at REDIS_URL cannot be reached. Start it, correct the address, or leave REDIS_URL out.',
      { cause },
    );
  }
  return {
    counters: redisCounters(commands),
    announce: () => void commands.publish(CHANNEL, client_id).catch(() => undefined),
    onAnnouncement(heard) {
      listener
        .subscribe(CHANNEL)
        .catch((error) => log.warn({ err: error }, 'announcements of other servers are not heard'));
      listener.on('message', (_channel, sender) => {
        if (sender !== client_id) heard();
      });
    },
    isReachable: () =>
      commands.ping().then(
        () => true,
        () => false,
      ),
    async stop() {
      commands.disconnect();
      listener.disconnect();
    },
  };
}

function redisCounters(redis: Redis): Counters {
  return {
    async add(key, window_seconds) {
      const name = `porchlight:limit:${key}`;
      const answers = await redis.multi().incr(name).expire(name, window_seconds, 'NX').ttl(name).exec();
      const [count, , left_seconds] = answers?.map(([, value]) => Number(value)) ?? [];
      return { count: count ?? 0, left_seconds: left_seconds ?? window_seconds };
    },
  };
}
