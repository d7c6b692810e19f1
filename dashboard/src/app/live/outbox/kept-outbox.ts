import { kept, keptName } from '../../kept.ts';
import type { Outbox } from './entry.ts';
import { makeEchoId } from './sender.ts';

/**
 * The outbox of this page, as the browser keeps it. Each page has one of its own, and takes over those of pages that are
 * gone: a second tab must not send what is held back in the first. Which pages live the browser's locks tell; where it
 * has none, as without TLS, all others count as gone.
 */
export class KeptOutbox {
  private readonly account_id: number;
  private readonly beginning: string | undefined;
  private readonly name: string;
  private readonly signal: AbortSignal;
  private readonly awaited = new Set<string>();

  constructor(account_id: number, signal: AbortSignal) {
    this.account_id = account_id;
    this.beginning = this.nameNow();
    this.name = `${this.beginning} ${makeEchoId()}`;
    this.signal = signal;
    this.awaited.add(this.name);
    const untilLeft = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    navigator.locks?.request(this.name, untilLeft).catch(() => undefined);
  }

  write(outbox: Outbox) {
    // Whoever signed out leaves nothing behind.
    if (this.beginning === undefined || this.nameNow() !== this.beginning) return;
    void (outbox.length > 0 ? kept.write(this.name, outbox) : kept.remove(this.name));
  }

  /** Hands over what other pages left, as soon as they are gone. */
  async takeOver(adopt: (left: Outbox) => void) {
    if (this.beginning === undefined) return;
    const names = [...(await kept.readAll(`${this.beginning} `)).keys()];
    const taken = names.filter((name) => !this.awaited.has(name)).map((name) => this.takeOne(name, adopt));
    if (!navigator.locks) await Promise.all(taken);
  }

  private nameNow = () => keptName(`outbox ${this.account_id}`);

  private async takeOne(name: string, adopt: (left: Outbox) => void) {
    this.awaited.add(name);
    const take = async () => {
      const left = await kept.read(name);
      if (Array.isArray(left)) adopt(left);
      // It is in the outbox of this page by now.
      await kept.remove(name);
    };
    await (navigator.locks ? navigator.locks.request(name, { signal: this.signal }, take) : take());
  }
}
