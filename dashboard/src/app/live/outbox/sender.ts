import { retryDelay } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import {
  changed,
  dueEntries,
  type Outbox,
  type OutboxEntry,
  revived,
  untilDue,
  type Writing,
  without,
} from './entry.ts';

/** How sending went. `unanswered`: nobody knows whether it arrived, so it is sent again under the same name. */
export type Sending =
  | { is: 'sent' }
  | { is: 'refused'; reason: string; is_answered?: boolean }
  | { is: 'unanswered' };

interface SenderNeeds {
  clock: Clock;
  random(): number;
  makeEchoId(): string;
  send(entry: OutboxEntry): Promise<Sending>;
  /** Calls off what is on its way, and answers whether that was in time. */
  recall?(echo_id: string): boolean;
  /** Puts the outbox where the next page finds it. */
  keep(outbox: Outbox): void;
}

/** Sends what was written, in order for each conversation, until the desk took or refused it. */
export class Sender {
  private outbox: Outbox = [];
  private readonly needs: SenderNeeds;
  private readonly listeners = new Set<() => void>();
  private stopWaiting: (() => void) | undefined;

  constructor(needs: SenderNeeds) {
    this.needs = needs;
  }

  get = (): Outbox => this.outbox;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes over what an earlier page left. */
  adopt(left: Outbox) {
    const known = new Set(this.outbox.map(({ echo_id }) => echo_id));
    this.put([...revived(left).filter(({ echo_id }) => !known.has(echo_id)), ...this.outbox]);
    this.work();
  }

  /** Sends what was written, or after `hold_ms`, in which it can be taken back. Answers its name. */
  write(writing: Writing, hold_ms = 0): string {
    const now_ms = this.needs.clock.now();
    const entry: OutboxEntry = {
      ...writing,
      echo_id: this.needs.makeEchoId(),
      created_at: Math.floor(now_ms / 1000),
      send_at_ms: now_ms + hold_ms,
      standing: 'waiting',
      attempts: 0,
    };
    this.put([...this.outbox, entry]);
    this.work();
    return entry.echo_id;
  }

  /** Takes out what is not at the desk, to be edited or thrown away; nothing when it is too late for that. */
  takeBack(echo_id: string): OutboxEntry | undefined {
    const entry = this.outbox.find((each) => each.echo_id === echo_id);
    if (!entry) return undefined;
    if (entry.standing === 'sending' && !this.needs.recall?.(echo_id)) return undefined;
    this.put(without(this.outbox, echo_id));
    this.work();
    return entry;
  }

  /** Sends what failed, or what is held back, now. */
  sendNow(echo_id: string) {
    const entry = this.outbox.find((each) => each.echo_id === echo_id);
    if (!entry || entry.standing === 'sending') return;
    this.put(
      changed(this.outbox, echo_id, { standing: 'waiting', send_at_ms: 0, attempts: 0, reason: undefined }),
    );
    this.work();
  }

  /** Does not hold it back any longer: the browser was asked to send it as the page goes. */
  handOver(echo_id: string) {
    this.put(changed(this.outbox, echo_id, { send_at_ms: 0, is_left: true }));
  }

  /** The desk has it: told by the socket, perhaps before the answer came. */
  confirm(echo_id: string) {
    const next = without(this.outbox, echo_id);
    if (next !== this.outbox) this.put(next);
  }

  /** Tries everything that waits for a connection again. */
  wake = () => {
    const retried = this.outbox.map((entry) =>
      entry.standing === 'waiting' && entry.attempts > 0 ? { ...entry, send_at_ms: 0 } : entry,
    );
    this.put(retried);
    this.work();
  };

  stop() {
    this.stopWaiting?.();
    this.listeners.clear();
  }

  private work() {
    const now_ms = this.needs.clock.now();
    for (const entry of dueEntries(this.outbox, now_ms)) void this.send(entry);
    this.stopWaiting?.();
    const wait_ms = untilDue(this.outbox, now_ms);
    this.stopWaiting = wait_ms === undefined ? undefined : this.needs.clock.after(wait_ms, () => this.work());
  }

  private async send(entry: OutboxEntry) {
    const { echo_id, attempts } = entry;
    this.put(changed(this.outbox, echo_id, { standing: 'sending' }));
    const sending = await this.needs.send(entry);
    if (sending.is === 'sent') this.confirm(echo_id);
    if (sending.is === 'refused') {
      const { reason, is_answered } = sending;
      this.put(changed(this.outbox, echo_id, { standing: 'failed', reason, is_answered }));
    }
    if (sending.is === 'unanswered') {
      const send_at_ms = this.needs.clock.now() + retryDelay(attempts, this.needs.random);
      this.put(changed(this.outbox, echo_id, { standing: 'waiting', attempts: attempts + 1, send_at_ms }));
    }
    this.work();
  }

  private put(outbox: Outbox) {
    this.outbox = outbox;
    this.needs.keep(outbox);
    for (const listener of this.listeners) listener();
  }
}

/** A name that nobody else will make: 24 hexadecimal digits. */
export function makeEchoId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
