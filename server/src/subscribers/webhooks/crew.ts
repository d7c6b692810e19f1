import type { Services } from '../../context.ts';
import { attemptDelivery, type Means } from './attempt.ts';
import { openBodies } from './bodies.ts';
import { type Claimed, claimDeliveries } from './claims.ts';
import { finishTaken, type Taken } from './finishing.ts';
import { openGate } from './gate.ts';
import { LANE_MAX, openLanes } from './lanes.ts';
import { prepareDeliveries, type Ready } from './preparation.ts';
import { openTogether } from './together.ts';

/** At once in this process; most of them do nothing but wait for an answer. */
const IN_FLIGHT_MAX = 256;
const CLAIM_MAX = 64;
const AT_DATABASE_MAX = 4;

/** Those who are on their way; `ended` is told of each that comes back. */
export function openCrew(services: Services, ended: () => void) {
  const lanes = openLanes();
  const batches = new Set<Promise<void>>();
  let busy = 0;

  const take = openTaking(services, ({ delivery }, taken) => {
    busy -= 1;
    lanes.leave(delivery.lane, taken);
    ended();
  });

  function begin(claimed: readonly Claimed[]) {
    busy += claimed.length;
    for (const { delivery } of claimed) lanes.enter(delivery.lane);
    for (const batch of byAccount(claimed)) {
      const taken = take(batch).finally(() => batches.delete(taken));
      batches.add(taken);
    }
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
      begin(claimed);
      return claimed.length === room;
    },
    isIdle: () => batches.size === 0,
    rest: () => Promise.all(batches),
  };
}

const NOT_ATTEMPTED = 'a webhook delivery could not be attempted';

/** Makes deliveries of an account ready together, then sends each by itself; `left` is told when one is over. */
function openTaking(services: Services, left: (claimed: Claimed, taken: boolean) => void) {
  const { database, now, log } = services;
  const gate = openGate(AT_DATABASE_MAX);
  const loadBodies = openBodies();
  const means: Means = {
    gate,
    finishTaken: openTogether((taken: readonly Taken[]) =>
      gate(() => finishTaken(database.queries, taken, now())),
    ),
  };

  async function attempt(ready: Ready) {
    const taken = await attemptDelivery(means, ready).catch((error) => {
      // Its lease runs out, and then it is attempted again.
      log.error({ err: error, delivery: ready.claimed.delivery.id }, NOT_ATTEMPTED);
      return false;
    });
    left(ready.claimed, taken);
  }

  return async function take(batch: Batch): Promise<void> {
    const ready = await gate(() => prepareDeliveries({ services, loadBodies }, batch)).catch((error) => {
      if (batch.length === 1) log.error({ err: error, delivery: batch[0].delivery.id }, NOT_ATTEMPTED);
      return undefined;
    });
    // What spoils it for all may lie in one of them.
    if (!ready && batch.length > 1) return void (await Promise.all(batch.map((one) => take([one]))));
    const going = new Set(ready?.map(({ claimed }) => claimed));
    for (const claimed of batch) if (!going.has(claimed)) left(claimed, ready !== undefined);
    await Promise.all((ready ?? []).map(attempt));
  };
}

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
