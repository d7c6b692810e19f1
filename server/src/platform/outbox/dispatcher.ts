import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import type { Queries } from '../database/queries.ts';
import type { Log } from '../log/log.ts';
import { Floor, RUNNING, type Running } from './floor.ts';
import type { EventRow } from './table.ts';

/** An event with its place in the account's order. */
export type NumberedEvent = EventRow & { position: number };

/** Who wants to hear of events. */
export interface Subscriber {
  name: string;
  /** Names of events, or everything. */
  events: readonly string[] | 'all';
}

/** A subscriber that is told at once and may miss events when the process dies. */
export interface LiveSubscriber extends Subscriber {
  hear(events: readonly NumberedEvent[]): void;
}

/** A subscriber that gets a durable job for each event, enqueued in the transaction that numbers it. */
export interface DurableSubscriber extends Subscriber {
  /** Says whether an event is worth a job, where not every one of these names is. */
  concerns?(event: NumberedEvent): boolean;
  /** The queue in which jobs keep their order, such as one for each conversation; nothing when order does not matter. */
  queueOf(event: NumberedEvent): string | undefined;
}

/**
 * A subscriber that writes what it needs of the events in the transaction that numbers them. When it fails they stay
 * without numbers, and are handed out again a little later.
 */
export interface TakingSubscriber extends Subscriber {
  /** Answers how much it wrote. */
  take(queries: Queries, events: readonly NumberedEvent[]): Promise<number>;
  /** Told after the commit, when something was written. */
  taken(): void;
}

interface DispatcherOptions {
  database: Database;
  log: Log;
  live: readonly LiveSubscriber[];
  durable: readonly DurableSubscriber[];
  taking?: readonly TakingSubscriber[];
  /** Enqueues inside the given transaction. */
  enqueue: EnqueueEvent;
  /** Told after each batch, so that other processes hear too. */
  numbered?: (events: readonly NumberedEvent[]) => void;
  sweep_ms?: number;
}

export type EnqueueEvent = (
  queries: Queries,
  jobs: readonly { subscriber: string; event: NumberedEvent; queue: string | undefined }[],
) => Promise<void>;

export interface Dispatcher {
  /** Says that something was committed; returns at once. */
  wake(): void;
  /** Numbers and hands out everything committed so far. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

const BATCH = 500;
// While events keep coming they are numbered together; the first of a quiet time waits for nothing.
const GATHER_MS = 15;
// Any constant will do; it names the one who may number events.
const NUMBERING_LOCK = 7_305_127;

/*
 * Ids of rows are handed out before their transactions commit, so a reader that remembers the last id it saw
 * misses those that commit late. Here nobody remembers anything: an event without a position is one that has
 * not been handed out. One transaction at a time numbers what is committed by then, so positions follow the
 * order of commits, and events of one record keep the order in which its row was locked.
 */
const numberAbove = (floor: number) => sql`
  with fresh as (
    select account_id, id, row_number() over (partition by account_id order by id) as place
    from (
      select account_id, id from events where position is null and id > ${floor} order by id limit ${BATCH}
    ) oldest
  ),
  heads as (
    insert into event_heads (account_id, position)
    select account_id, count(*) from fresh group by account_id
    on conflict (account_id) do update set position = event_heads.position + excluded.position
    returning account_id, position
  ),
  bases as (
    select heads.account_id, heads.position - (select count(*) from fresh where fresh.account_id = heads.account_id) as base
    from heads
  )
  update events set position = bases.base + fresh.place
  from fresh join bases using (account_id)
  where events.account_id = fresh.account_id and events.id = fresh.id
  returning events.*`;

/** Starts handing out events: on `wake`, and every `sweep_ms` for what another process left behind. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  let asked = 0;
  let running: Promise<void> | undefined;
  let stopped = false;

  const floor = new Floor();
  let sweeps = true;

  async function run() {
    let done = -1;
    while (done < asked && !stopped) {
      if (done >= 0) await setTimeout(GATHER_MS);
      done = asked;
      const raises = sweeps;
      sweeps = false;
      while ((await numberBatch(options, floor, raises)) === BATCH);
    }
  }
  function drain(): Promise<void> {
    asked += 1;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }
  function wake() {
    if (stopped) return;
    drain().catch((error) => options.log.warn({ err: error }, 'events wait: they could not be handed out'));
  }

  const sweep = setInterval(() => {
    sweeps = true;
    wake();
  }, options.sweep_ms ?? 1000);
  sweep.unref();
  return {
    wake,
    drain,
    async stop() {
      clearInterval(sweep);
      await running?.catch(() => undefined);
      stopped = true;
    },
  };
}

async function numberBatch(options: DispatcherOptions, floor: Floor, raises: boolean): Promise<number> {
  const { database, enqueue, live, numbered, taking = [] } = options;
  let running: Running | undefined;
  let took: TakingSubscriber[] = [];
  const batch = await database.transaction({
    async run(queries) {
      const locked = queries.execute(sql`select pg_advisory_xact_lock(${NUMBERING_LOCK})`);
      const asked = raises ? queries.execute<Running>(RUNNING) : undefined;
      const numbering = queries.execute<NumberedEvent & Record<string, unknown>>(numberAbove(floor.id));
      // They are sent one behind the other without waiting for answers.
      const [, answer, { rows }] = await Promise.all([locked, asked, numbering]);
      running = answer?.rows[0];
      const ordered = rows.sort(
        (one, other) => one.account_id - other.account_id || one.position - other.position,
      );
      await enqueue(
        queries,
        ordered.flatMap((event) => jobsOf(event, options)),
      );
      took = [];
      for (const subscriber of taking) if (await hand(subscriber, ordered, queries)) took.push(subscriber);
      return ordered;
    },
  });
  for (const { id } of batch) floor.reach(id);
  if (running && batch.length < BATCH) floor.look(running);
  if (batch.length === 0) return 0;
  for (const subscriber of live) tell(subscriber, batch, options.log);
  for (const subscriber of took) subscriber.taken();
  numbered?.(batch);
  return batch.length;
}

/** Answers whether the subscriber wrote something. */
async function hand(subscriber: TakingSubscriber, batch: readonly NumberedEvent[], queries: Queries) {
  const wanted = batch.filter((event) => wants(subscriber, event));
  return wanted.length > 0 && (await subscriber.take(queries, wanted)) > 0;
}

function jobsOf(event: NumberedEvent, { durable, log }: DispatcherOptions) {
  return durable
    .filter((subscriber) => wants(subscriber, event) && (subscriber.concerns?.(event) ?? true))
    .map((subscriber) => ({ subscriber: subscriber.name, event, queue: findQueue(subscriber, event, log) }));
}

// Better out of order than an event that nobody gets past.
function findQueue(subscriber: DurableSubscriber, event: NumberedEvent, log: Log): string | undefined {
  try {
    return subscriber.queueOf(event);
  } catch (error) {
    log.error({ err: error, subscriber: subscriber.name }, 'a subscriber could not name a queue');
    return undefined;
  }
}

function tell(subscriber: LiveSubscriber, batch: readonly NumberedEvent[], log: Log) {
  const wanted = batch.filter((event) => wants(subscriber, event));
  if (wanted.length === 0) return;
  try {
    subscriber.hear(wanted);
  } catch (error) {
    log.error({ err: error, subscriber: subscriber.name }, 'a subscriber failed on live events');
  }
}

const wants = (subscriber: Subscriber, event: NumberedEvent) =>
  subscriber.events === 'all' || subscriber.events.includes(event.name);
