import { setTimeout } from 'node:timers/promises';
import type { Services } from '../../context.ts';
import { attemptDelivery, type Means } from './attempt.ts';
import { openBodies } from './bodies.ts';
import { type Claimed, claimDeliveries } from './claims.ts';
import { openGate } from './gate.ts';
import { LANE_MAX, openLanes } from './lanes.ts';

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
  const means: Means = { services, gate: openGate(AT_DATABASE_MAX), makeBody: openBodies() };
  const under_way = new Set<Promise<void>>();

  function begin(claimed: Claimed) {
    const { lane, id } = claimed.delivery;
    lanes.enter(lane);
    const attempt = attemptDelivery(means, claimed)
      .then((taken) => lanes.leave(lane, taken))
      .catch((error) => {
        lanes.leave(lane, false);
        // Its lease runs out, and then it is attempted again.
        services.log.error({ err: error, delivery: id }, 'a webhook delivery could not be attempted');
      })
      .finally(() => {
        under_way.delete(attempt);
        ended();
      });
    under_way.add(attempt);
  }

  return {
    /** Begins what is due as far as there is room; answers whether there may be more. */
    async takeUp(): Promise<boolean> {
      const room = Math.min(IN_FLIGHT_MAX - under_way.size, CLAIM_MAX);
      if (room <= 0) return false;
      const claimed = await claimDeliveries(services.database.queries, {
        now: services.now(),
        count_max: room,
        free_in_lanes: lanes.free(),
        lane_max: LANE_MAX,
      });
      for (const one of claimed) begin(one);
      return claimed.length === room;
    },
    isIdle: () => under_way.size === 0,
    rest: () => Promise.all(under_way),
  };
}

/** Runs work that was asked for, one round at a time; who asks meanwhile has it run once more. */
function openRounds(work: () => Promise<boolean>) {
  let asked = false;
  let running: Promise<void> | undefined;
  async function run() {
    try {
      while (asked) {
        asked = false;
        if (await work()) asked = true;
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
