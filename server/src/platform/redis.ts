import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Bus, readBusMessage, writeBusMessage } from './bus.ts';
import type { Counters } from './http/rate-limits.ts';
import type { Log } from './log/log.ts';

/** What several servers on one database share through Redis. */
export interface SharedState {
  counters: Counters;
  bus: Bus;
  isReachable(): Promise<boolean>;
  stop(): Promise<void>;
}

const CHANNEL = 'porchlight:bus';

/** Connects to Redis; refuses with a sentence when it cannot be reached at the start. */
export async function connectRedis(url: string, log: Log): Promise<SharedState> {
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, connectTimeout: 3000 };
  const [commands, listener] = [new Redis(url, options), new Redis(url, options)];
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
    bus: redisBus(commands, listener, log),
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

function redisBus(commands: Redis, listener: Redis, log: Log): Bus {
  const own = randomUUID();
  return {
    publish: (message) =>
      void commands.publish(CHANNEL, writeBusMessage(own, message)).catch(() => undefined),
    listen(heard) {
      listener
        .subscribe(CHANNEL)
        .catch((error) => log.warn({ err: error }, 'the other servers are not heard for a moment'));
      listener.on('message', (_channel, text) => {
        const message = readBusMessage(own, text);
        if (message) heard(message);
      });
    },
    stop: async () => undefined,
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
