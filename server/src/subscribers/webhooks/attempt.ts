import type { AccountContext, Services } from '../../context.ts';
import type { DeliveryRow } from '../../features/webhooks/table.ts';
import { eventIdOf } from '../../features/webhooks/wire-events.ts';
import type { Claimed } from './claims.ts';
import { finishAttempt, isFleeting, type Taken } from './finishing.ts';
import type { Gate } from './gate.ts';
import { markFailing, markWorking } from './health.ts';
import type { Ready } from './preparation.ts';
import type { Receiver } from './receivers.ts';
import { nextDelay } from './schedule.ts';
import { type Outcome, send } from './sending.ts';
import { afterFailure, afterSuccess } from './side-effects.ts';

/** What attempts have in common. */
export interface Means {
  /** At the database. */
  gate: Gate;
  /** Writes down those that were taken at once, several together. */
  finishTaken(taken: Taken): Promise<void>;
}

/** Makes an attempt at a delivery that is ready, and does what follows; answers whether the receiver took it. */
export async function attemptDelivery(
  { gate, finishTaken }: Means,
  { ctx, claimed, receiver, body }: Ready,
): Promise<boolean> {
  const { services } = ctx;
  const { account_id, event_id, uuid } = claimed.delivery;
  const id = event_id === null ? uuid : eventIdOf({ account_id, id: event_id });
  const at = services.now();
  const started = performance.now();
  const outcome = await send(services, { ...receiver, id, uuid, body });
  const duration_ms = Math.round(performance.now() - started);
  const { delivery } = claimed;
  if (outcome.is === 'success' && hasNothingBehind(claimed)) {
    await finishTaken({ delivery, attempt: { status: outcome.status, error: null, duration_ms, at } });
    return true;
  }
  await gate(() => settle(ctx, claimed, { outcome, at, duration_ms, receiver }));
  return outcome.is === 'success';
}

/** Whether nothing follows from its being taken: no failure was told of, and nothing was made to wait. */
const hasNothingBehind = ({ delivery, webhook }: Claimed) =>
  delivery.attempts === 1 &&
  delivery.data.told_error === undefined &&
  !webhook?.failing_since &&
  !isFleeting(delivery);

type Result = Parameters<typeof finishAttempt>[2];

const finish = ({ database, now }: Services, delivery: DeliveryRow, result: Omit<Result, 'now'>) =>
  finishAttempt(database.queries, delivery, { ...result, now: now() });

interface Tried {
  outcome: Outcome;
  at: Date;
  duration_ms: number;
  receiver: Receiver;
}

/** What follows is done before the delivery counts as finished: a crash in between has it done again, not left out. */
async function settle(
  ctx: AccountContext,
  { delivery, webhook }: Claimed,
  { outcome, at, duration_ms, receiver }: Tried,
) {
  const { services } = ctx;
  const tried = { duration_ms, at, status: outcome.status ?? null };
  if (outcome.is === 'success') {
    await afterSuccess(ctx, delivery);
    await finish(services, delivery, { attempt: { ...tried, error: null }, state: 'delivered' });
    if (webhook?.failing_since) await markWorking(ctx, delivery);
    return;
  }
  const { attempts, kind } = delivery;
  const retries_enabled = receiver.retries_enabled && !isFleeting(delivery);
  const delay = nextDelay({ kind, retries_enabled, attempts, outcome });
  await afterFailure(ctx, delivery, { error: outcome.error, is_last: delay === undefined });
  const state =
    delay === undefined ? ('failed' as const) : { again_at: new Date(services.now().getTime() + delay) };
  await finish(services, delivery, { attempt: { ...tried, error: outcome.error }, state });
  if (kind === 'account') await markFailing(ctx, delivery, outcome.is_gone);
}
