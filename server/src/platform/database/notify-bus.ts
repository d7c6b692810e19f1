import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Bus, type BusMessage, readBusMessage, writeBusMessage } from '../bus.ts';
import type { Log } from '../log/log.ts';

const CHANNEL = 'porchlight';
/** PostgreSQL takes less than 8,000 bytes. */
const MESSAGE_MAX_BYTES = 7900;
const RECONNECT_MS = 1000;

interface Needs {
  pool: pg.Pool;
  connection_string: string;
  log: Log;
}

/** A bus over LISTEN and NOTIFY of the database, for several servers without Redis. */
export function openNotifyBus({ pool, connection_string, log }: Needs): Bus {
  const own = randomUUID();
  let client: pg.Client | undefined;
  let heard: ((message: BusMessage) => void) | undefined;
  let isStopped = false;

  async function connect() {
    if (isStopped) return;
    const next = new pg.Client({ connectionString: connection_string, application_name: 'porchlight bus' });
    next.on('error', (error) => log.warn({ err: error }, 'the other servers are not heard for a moment'));
    next.on('end', connectLater);
    next.on('notification', ({ payload }) => {
      const message = readBusMessage(own, payload ?? '');
      if (message) heard?.(message);
    });
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      log.warn({ err: error }, 'the other servers are not heard for a moment');
      next.off('end', connectLater);
      next.end().catch(() => undefined);
      connectLater();
    }
  }
  function connectLater() {
    setTimeout(() => void connect(), RECONNECT_MS).unref();
  }

  return {
    publish(message) {
      const text = writeBusMessage(own, message);
      if (Buffer.byteLength(text) > MESSAGE_MAX_BYTES) return;
      pool.query('select pg_notify($1, $2)', [CHANNEL, text]).catch((error) => {
        if (!isStopped) log.warn({ err: error }, 'the other servers were not told');
      });
    },
    listen(callback) {
      heard = callback;
      void connect();
    },
    async stop() {
      isStopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}
