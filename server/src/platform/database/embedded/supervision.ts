import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirectoryInUse } from './errors.ts';
import { leaveQuietly, type Seat, takeSeat } from './seat.ts';
import type { Server } from './server.ts';
import { trimLog } from './server-log.ts';

const BACKOFF_MS_MAX = 5_000;
const STEADY_MS = 10_000;
const TRIM_EVERY_MS = 600_000;

/** Keeps the owner seated: when the server goes away it is started again at the same address. */
export class Supervision {
  readonly #server: Server;
  readonly #closing = new AbortController();
  readonly #trimmer: NodeJS.Timeout;
  #seat: Seat;
  #seated_at = 0;
  #failures = 0;
  #recovery: Promise<void> = Promise.resolve();

  constructor(server: Server, seat: Seat) {
    this.#server = server;
    this.#seat = seat;
    this.#watch();
    this.#trimmer = setInterval(() => trimLog(server.place).catch(() => undefined), TRIM_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#trimmer);
    this.#closing.abort();
    await this.#recovery;
    await leaveQuietly(this.#server, this.#seat);
  }

  #watch(): void {
    this.#seated_at = Date.now();
    this.#seat.client.once('end', () => {
      if (this.#closing.signal.aborted) return;
      this.#server.log.error(
        { data_dir: this.#server.place.data_dir },
        'PostgreSQL went away; starting it again',
      );
      this.#recovery = this.#recover();
    });
  }

  async #recover(): Promise<void> {
    if (Date.now() - this.#seated_at > STEADY_MS) this.#failures = 0;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await sleep(this.#backoff(), undefined, { signal });
        this.#seat = await takeSeat(this.#server, { role: 'owner', endpoint: this.#seat.endpoint, signal });
        this.#server.log.info({ ms: Date.now() - this.#seated_at }, 'PostgreSQL is back');
        return this.#watch();
      } catch (error) {
        if (!signal.aborted) this.#complain(error);
      }
    }
  }

  /** At once the first time: a crash of one connection's process brings the server back in moments. */
  #backoff(): number {
    const wait_ms = this.#failures === 0 ? 0 : Math.min(100 * 2 ** this.#failures, BACKOFF_MS_MAX);
    this.#failures += 1;
    return wait_ms;
  }

  #complain(error: unknown): void {
    const message =
      error instanceof DataDirectoryInUse
        ? 'another Porchlight took the data folder while PostgreSQL was away; stop one of the two'
        : 'PostgreSQL did not start again; the next try follows';
    this.#server.log.error({ err: error }, message);
  }
}
