import { setTimeout } from 'node:timers/promises';
import type { Services } from '../../context.ts';
import { attemptDelivery, type Means } from './attempt.ts';
import { openBodies } from './bodies.ts';
import { type Claimed, claimDeliveries } from './claims.ts';
import { finishTaken, type Taken } from './finishing.ts';
import { openGate } from './gate.ts';
import { LANE_MAX, openLanes } from './lanes.ts';
import { prepareDeliveries, type Ready } from './preparation.ts';
import { openTogether } from './together.ts';

export interface WebhookWorker {
  /** Says that something was written; returns at once. */
  wake(): void;
  /** Attempts everything that is due, and what becomes due meanwhile. */
  drain(): Promise<void>;
  /** Takes nothing new, and waits a little for what is under way; whatever is cut off is sent again. */
  stop(): Promise<void>;
}

interface Options {
  sweep_ms?: number;
}

const STOP_MS = 3000;

/** Starts attempting deliveries: when woken, and every `sweep_ms` for what is due again or was left behind. */
export function startWorker(services: Services, { sweep_ms = 1000 }: Options = {}): WebhookWorker {
  let stopped = false;
  const crew = openCrew(services, () => wake());
  const rounds = openRounds(async () => !stopped && (await crew.takeUp()));

  function wake() {
    if (stopped) return;
    rounds
      .ask()
      .catch((error) => services.log.warn({ err: error }, 'webhook deliveries wait: none could be claimed'));
  }

  const sweep = setInterval(wake, sweep_ms);
  sweep.unref();
  return {
    wake,
    async drain() {
      do {
        await rounds.ask();
        await crew.rest();
      } while (rounds.areOn() || !crew.isIdle());
    },
    async stop() {
      stopped = true;
      clearInterval(sweep);
      await rounds.ended();
      await Promise.race([crew.rest(), setTimeout(STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** At once in this process; most of them do nothing but wait for an answer. */
const IN_FLIGHT_MAX = 256;
const CLAIM_MAX = 64;
const AT_DATABASE_MAX = 4;

/** Those who are on their way; `ended` is told of each that comes back. */
function openCrew(services: Services, ended: () => void) {
  const lanes = openLanes();
  const gate = openGate(AT_DATABASE_MAX);
  const loadBodies = openBodies();
  const { database, now } = services;
  const means: Means = {
    gate,
    finishTaken: openTogether((taken: readonly Taken[]) =>
      gate(() => finishTaken(database.queries, taken, now())),
    ),
  };
  const batches = new Set<Promise<void>>();
  let busy = 0;

  function enter({ delivery }: Claimed) {
    busy += 1;
    lanes.enter(delivery.lane);
  }

  function leave({ delivery }: Claimed, taken: boolean) {
    busy -= 1;
    lanes.leave(delivery.lane, taken);
    ended();
  }

  /** Makes deliveries of an account ready together, then sends each by itself. */
  async function take(batch: Batch) {
    const ready = await gate(() => prepareDeliveries({ services, loadBodies }, batch)).catch((error) => {
      if (batch.length === 1)
        services.log.error({ err: error, delivery: batch[0].delivery.id }, NOT_ATTEMPTED);
      return undefined;
    });
    // What spoils it for all may lie in one of them.
    if (!ready && batch.length > 1) return void (await Promise.all(batch.map((one) => take([one]))));
    const going = new Set(ready?.map(({ claimed }) => claimed));
    for (const claimed of batch) if (!going.has(claimed)) leave(claimed, ready !== undefined);
    await Promise.all((ready ?? []).map(attempt));
  }

  async function attempt(ready: Ready) {
    const taken = await attemptDelivery(means, ready).catch((error) => {
      // Its lease runs out, and then it is attempted again.
      services.log.error({ err: error, delivery: ready.claimed.delivery.id }, NOT_ATTEMPTED);
      return false;
    });
    leave(ready.claimed, taken);
  }

  return {
    /** Begins what is due as far as there is room; answers whether there may be more. */
    async takeUp(): Promise<boolean> {
      const room = Math.min(IN_FLIGHT_MAX - busy, CLAIM_MAX);
      if (room <= 0) return false;
      const claimed = await claimDeliveries(services.database.queries, {
        now: services.now(),
        count_max: room,
        free_in_lanes: lanes.free(),
        lane_max: LANE_MAX,
      });
      for (const one of claimed) enter(one);
      for (const batch of byAccount(claimed)) {
        const taken = take(batch).finally(() => batches.delete(taken));
        batches.add(taken);
      }
      return claimed.length === room;
    },
    isIdle: () => batches.size === 0,
    rest: () => Promise.all(batches),
  };
}

const NOT_ATTEMPTED = 'a webhook delivery could not be attempted';

type Batch = readonly [Claimed, ...Claimed[]];

/** In the order given, those of an account together. */
function byAccount(claimed: readonly Claimed[]): Batch[] {
  const batches = new Map<number, [Claimed, ...Claimed[]]>();
  for (const one of claimed) {
    const batch = batches.get(one.account.id);
    if (batch) batch.push(one);
    else batches.set(one.account.id, [one]);
  }
  return [...batches.values()];
}

/** Between rounds, so that one takes up what several that ended made room for. */
const GATHER_MS = 10;

/** Runs work that was asked for, one round at a time; who asks meanwhile has it run once more. */
function openRounds(work: () => Promise<boolean>) {
  let asked = false;
  let running: Promise<void> | undefined;
  async function run() {
    try {
      while (asked) {
        asked = false;
        if (await work()) asked = true;
        else await setTimeout(GATHER_MS);
      }
    } finally {
      running = undefined;
    }
  }
  return {
    ask(): Promise<void> {
      asked = true;
      running ??= run();
      return running;
    },
    areOn: () => running !== undefined,
    ended: async () => running?.catch(() => undefined),
  };
}
