import type { Client } from '@porchlight/client/sdk';
import { currentDesk } from '../../session.ts';
import { Watched } from '../../watched.ts';

const DONE = 100;

interface Upload {
  percent: number;
  abort(): void;
}

/** Files on their way to the desk, by the names of their messages. */
export class Uploads {
  private readonly all = new Watched<ReadonlyMap<string, Upload>>(new Map());

  subscribe = this.all.subscribe;

  /** How much of it has gone, in percent; nothing where nothing is on its way. */
  percentOf = (echo_id: string): number | undefined => this.all.get().get(echo_id)?.percent;

  /** Calls it off. Answers whether that was in time: the desk cannot have a message of which something is missing. */
  cancel = (echo_id: string): boolean => {
    const upload = this.all.get().get(echo_id);
    if (!upload || upload.percent >= DONE) return false;
    upload.abort();
    return true;
  };

  /** The desk, asked in a way that tells how much of the question has gone. */
  async begin(echo_id: string): Promise<Client> {
    const { sendTelling } = await import('./send-telling.ts');
    const leaving = new AbortController();
    const put = (percent: number) =>
      this.all.set(new Map(this.all.get()).set(echo_id, { percent, abort: () => leaving.abort() }));
    put(0);
    // All of it counts as gone only once it is.
    const tell = (share: number) => put(Math.floor(share * DONE));
    return currentDesk(sendTelling(tell, leaving.signal));
  }

  end(echo_id: string) {
    if (!this.all.get().has(echo_id)) return;
    const rest = new Map(this.all.get());
    rest.delete(echo_id);
    this.all.set(rest);
  }
}
