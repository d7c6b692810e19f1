import type { AccountContext, Services } from '../../context.ts';
import { systemContext } from '../../features/accounts/account.ts';
import type { DeliveryRow } from '../../features/webhooks/table.ts';
import type { LoadBodies } from './bodies.ts';
import type { Claimed } from './claims.ts';
import { finishAttempt, keepBodies } from './finishing.ts';
import { loadReceivers, type Receiver } from './receivers.ts';

/** A delivery that was claimed, with where it goes and what is sent. */
export interface Ready {
  ctx: AccountContext;
  claimed: Claimed;
  receiver: Receiver;
  body: string;
}

interface Means {
  services: Services;
  loadBodies: LoadBodies;
}

// Further attempts are none that failed but some that never came to an end, such as by a defect of ours.
const ATTEMPTS_MAX = 12;

/**
 * Finds out for deliveries of one account where each goes and what is said, all together. What leads nowhere or says
 * nothing is dropped, and what belongs to somebody else by now is left to them. One that cannot be made ready stays as
 * it is, to be taken up again when its lease is over, and keeps no other from being sent.
 */
export async function prepareDeliveries(
  { services, loadBodies }: Means,
  batch: readonly [Claimed, ...Claimed[]],
): Promise<Ready[]> {
  const ctx = systemContext(services, batch[0].account);
  const trying = batch.filter(({ delivery }) => delivery.attempts <= ATTEMPTS_MAX);
  const receiverOf = await loadReceivers(ctx, trying);
  const bodiless = trying.filter(({ delivery }) => delivery.body === null);
  const bodyOf = await loadBodies(
    ctx,
    bodiless.map(({ delivery }) => delivery),
  );
  const ready: Ready[] = [];
  for (const claimed of trying) {
    const { delivery } = claimed;
    try {
      const receiver = receiverOf(claimed);
      const body = receiver && (delivery.body ?? bodyOf(delivery));
      if (receiver && body !== undefined) ready.push({ ctx, claimed, receiver, body });
      else await end(services, delivery, 'dropped');
    } catch (error) {
      services.log.error({ err: error, delivery: delivery.id }, 'a webhook delivery could not be made ready');
    }
  }
  for (const { delivery } of batch)
    if (delivery.attempts > ATTEMPTS_MAX) await end(services, delivery, 'failed');
  return keepOurs(services, ready);
}

const end = ({ database, now }: Services, delivery: DeliveryRow, state: 'dropped' | 'failed') =>
  finishAttempt(database.queries, delivery, { state, now: now() });

/** Stores the bodies that are new, and answers what is still ours. */
async function keepOurs({ database }: Services, ready: readonly Ready[]): Promise<Ready[]> {
  const made = ready.filter(({ claimed }) => claimed.delivery.body === null);
  const kept = new Set(
    await keepBodies(database.queries, new Map(made.map(({ claimed, body }) => [claimed.delivery, body]))),
  );
  return ready.filter(({ claimed: { delivery } }) => delivery.body !== null || kept.has(delivery));
}
