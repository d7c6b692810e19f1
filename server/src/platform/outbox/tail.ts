import { and, asc, eq, gt, gte, inArray, min } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { NumberedEvent } from './dispatcher.ts';
import { eventHeads, events } from './table.ts';

/**
 * Hears every event of an account, in order. Waits are allowed: the next batch comes after. When it fails the same
 * events come again.
 */
export type Follower = (events: readonly NumberedEvent[]) => Promise<void>;

/** The end of the event log of the accounts that somebody follows in this process, whoever numbers the events. */
export interface EventTail {
  /** Calls back with all events after this moment. Answers the position of the last one before it. */
  follow(account_id: number, follower: Follower): Promise<Following>;
  /** Takes events that were numbered in this process. */
  take(batch: readonly NumberedEvent[]): void;
  /** Looks into the database for what others numbered. */
  look(account_ids: readonly number[]): void;
  /** Aborted when nothing more will be heard. */
  readonly stopped: AbortSignal;
  stop(): void;
}

export interface Following {
  position: number;
  stop(): void;
}

interface Account {
  followers: Set<Follower>;
  /** The last position that was handed to the followers. */
  position: number;
  /** Handing out, one batch after the other. */
  work: Promise<void>;
}

const PAGE = 500;

interface Needs {
  database: Database;
  log: Log;
  /** How often to look for what nobody told of. */
  sweep_ms?: number;
}

/** Starts following events. Announcements may get lost: a sweep finds what they would have told of. */
export function openEventTail(needs: Needs): EventTail {
  return new Tail(needs);
}

class Tail implements EventTail {
  private readonly accounts = new Map<number, Account>();
  private readonly stopping = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly database: Database;
  private readonly log: Log;

  constructor({ database, log, sweep_ms = 1000 }: Needs) {
    this.database = database;
    this.log = log;
    this.timer = setInterval(() => {
      this.sweep().catch((error) => log.warn({ err: error }, 'events wait: they could not be looked for'));
    }, sweep_ms);
    this.timer.unref();
  }

  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  stop() {
    clearInterval(this.timer);
    this.stopping.abort();
  }

  async follow(account_id: number, follower: Follower): Promise<Following> {
    for (;;) {
      const account = this.accounts.get(account_id) ?? (await this.begin(account_id));
      const position = await this.enter(account_id, account, follower);
      if (position !== undefined) return { position, stop: () => this.leave(account_id, account, follower) };
    }
  }

  take(batch: readonly NumberedEvent[]) {
    for (const [account_id, list] of Map.groupBy(batch, (event) => event.account_id)) {
      const account = this.accounts.get(account_id);
      if (!account) continue;
      this.queue(account, async () => {
        const isNext = list[0]?.position === account.position + 1;
        await (isNext ? hand(account, list) : this.catchUp(account_id, account));
      });
    }
  }

  look(account_ids: readonly number[]) {
    for (const account_id of account_ids) {
      const account = this.accounts.get(account_id);
      if (account) this.queue(account, () => this.catchUp(account_id, account));
    }
  }

  private queue(account: Account, step: () => Promise<void>) {
    account.work = account.work
      .then(step)
      .catch((error) => this.log.warn({ err: error }, 'events wait: they could not be followed'));
  }

  private async catchUp(account_id: number, account: Account) {
    for (;;) {
      const list = await readEvents(this.database, account_id, { after: account.position, limit: PAGE });
      await hand(account, list);
      if (list.length < PAGE) return;
    }
  }

  private async begin(account_id: number): Promise<Account> {
    const position = await readHead(this.database, account_id);
    // Two may have come at once; the first one stays.
    const account = this.accounts.get(account_id) ?? {
      followers: new Set(),
      position,
      work: Promise.resolve(),
    };
    this.accounts.set(account_id, account);
    return account;
  }

  // Between two batches, so that none is handed to the others alone; not when the last of these left meanwhile.
  private enter(account_id: number, account: Account, follower: Follower): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.queue(account, async () => {
        const isOpen = this.accounts.get(account_id) === account;
        if (isOpen) account.followers.add(follower);
        resolve(isOpen ? account.position : undefined);
      });
    });
  }

  private leave(account_id: number, account: Account, follower: Follower) {
    account.followers.delete(follower);
    if (account.followers.size === 0 && this.accounts.get(account_id) === account)
      this.accounts.delete(account_id);
  }

  private async sweep() {
    if (this.accounts.size === 0) return;
    const heads = await this.database.queries
      .select()
      .from(eventHeads)
      .where(inArray(eventHeads.account_id, [...this.accounts.keys()]));
    const behind = heads.filter(
      ({ account_id, position }) => position > (this.accounts.get(account_id)?.position ?? position),
    );
    this.look(behind.map(({ account_id }) => account_id));
  }
}

async function hand(account: Account, list: readonly NumberedEvent[]) {
  const fresh = list.filter(({ position }) => position > account.position);
  const last = fresh.at(-1);
  if (!last) return;
  // When one fails, all get them again: they know what they have.
  for (const follower of [...account.followers]) await follower(fresh);
  account.position = last.position;
}

interface Span {
  /** Events behind this position. */
  after: number;
  limit: number;
  names?: readonly string[];
}

/** Numbered events of an account in their order. */
export async function readEvents(
  { queries }: Pick<Database, 'queries'>,
  account_id: number,
  { after, limit, names }: Span,
): Promise<NumberedEvent[]> {
  const rows = await queries
    .select()
    .from(events)
    .where(
      and(
        eq(events.account_id, account_id),
        gt(events.position, after),
        names ? inArray(events.name, [...names]) : undefined,
      ),
    )
    .orderBy(asc(events.position))
    .limit(limit);
  return rows.map((row) => ({ ...row, position: row.position ?? 0 }));
}

/** The position of the account's last event; 0 before the first. */
export async function readHead({ queries }: Pick<Database, 'queries'>, account_id: number): Promise<number> {
  const [head] = await queries.select().from(eventHeads).where(eq(eventHeads.account_id, account_id));
  return head?.position ?? 0;
}

/** The position of the oldest event that is still kept, or the next one when there is none. */
export async function readOldest(database: Pick<Database, 'queries'>, account_id: number): Promise<number> {
  const [oldest] = await database.queries
    .select({ position: min(events.position) })
    .from(events)
    .where(and(eq(events.account_id, account_id), gt(events.position, 0)));
  return oldest?.position ?? (await readHead(database, account_id)) + 1;
}

/**
 * The position before the first event of that moment or later; nothing when events of that time may be forgotten
 * already.
 */
export async function readPositionAt(
  database: Pick<Database, 'queries'>,
  account_id: number,
  moment: Date,
): Promise<number | undefined> {
  const [first] = await database.queries
    .select({ position: min(events.position) })
    .from(events)
    .where(and(eq(events.account_id, account_id), gte(events.at, moment), gt(events.position, 0)));
  if (first?.position == null) return readHead(database, account_id);
  // With the oldest event that is kept, those before it may have been of that time too.
  const isOldest = first.position > 1 && first.position === (await readOldest(database, account_id));
  return isOldest ? undefined : first.position - 1;
}
