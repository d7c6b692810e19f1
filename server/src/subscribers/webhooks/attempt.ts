import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { systemContext } from '../../features/accounts/account.ts';
import { type DeliveryRow, webhooks } from '../../features/webhooks/table.ts';
import { eventIdOf } from '../../features/webhooks/wire-events.ts';
import type { MakeBody } from './bodies.ts';
import { type Claimed, finishAttempt, keepBody } from './claims.ts';
import type { Gate } from './gate.ts';
import { findReceiver, type Receiver } from './receivers.ts';
import { nextDelay } from './schedule.ts';
import { type Outcome, send } from './sending.ts';
import { afterFailure, afterSuccess } from './side-effects.ts';

/** What attempts have in common. */
export interface Means {
  services: Services;
  /** At the database. */
  gate: Gate;
  makeBody: MakeBody;
}

/** Makes one attempt at a delivery that was claimed, and does what follows; answers whether the receiver took it. */
export async function attemptDelivery(means: Means, claimed: Claimed): Promise<boolean> {
  const { services, gate } = means;
  const ready = await gate(() => prepare(means, claimed));
  if (!ready) return true;
  const { delivery } = claimed;
  const { account_id, event_id, uuid } = delivery;
  const id = event_id === null ? uuid : eventIdOf({ account_id, id: event_id });
  const at = services.now();
  const started = performance.now();
  const outcome = await send(services, { ...ready.receiver, id, uuid, body: ready.body });
  const duration_ms = Math.round(performance.now() - started);
  await gate(() => settle(ready.ctx, claimed, { outcome, at, duration_ms, receiver: ready.receiver }));
  return outcome.is === 'success';
}

// Further attempts are none that failed but some that never came to an end, such as by a defect of ours.
const ATTEMPTS_MAX = 12;

/** Finds out where it goes and what is said; what leads nowhere or says nothing is dropped. */
async function prepare({ services, makeBody }: Means, claimed: Claimed) {
  const { delivery, account } = claimed;
  if (delivery.attempts > ATTEMPTS_MAX) {
    await finish(services, delivery, { state: 'failed' });
    return undefined;
  }
  const ctx = systemContext(services, account);
  const receiver = await findReceiver(ctx, claimed);
  const body = receiver && (delivery.body ?? (await makeBody(ctx, delivery)));
  if (!receiver || body === undefined) {
    await finish(services, delivery, { state: 'dropped' });
    return undefined;
  }
  const isOurs = delivery.body !== null || (await keepBody(services.database.queries, delivery, body));
  return isOurs ? { ctx, receiver, body } : undefined;
}

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
  const isFleeting = delivery.event_name.startsWith('conversation_typing');
  const retries_enabled = receiver.retries_enabled && !isFleeting;
  const delay = nextDelay({ kind, retries_enabled, attempts, outcome });
  await afterFailure(ctx, delivery, { error: outcome.error, is_last: delay === undefined });
  const state =
    delay === undefined ? ('failed' as const) : { again_at: new Date(services.now().getTime() + delay) };
  await finish(services, delivery, { attempt: { ...tried, error: outcome.error }, state });
  if (kind === 'account') await markFailing(ctx, delivery, outcome.is_gone);
}

const ofDelivery = ({ account_id, webhook_id }: DeliveryRow) =>
  and(eq(webhooks.account_id, account_id), eq(webhooks.id, webhook_id ?? 0));

async function markWorking(ctx: AccountContext, delivery: DeliveryRow) {
  const webhook = ctx.queries.update(webhooks).set({ failing_since: null });
  await webhook.where(and(ofDelivery(delivery), isNotNull(webhooks.failing_since)));
}

const FAILING_MAX_MS = 5 * 24 * 3_600_000;
const GONE = 'It answered 410: it wants no more events.';
const FAILING = 'No attempt has worked for five days.';

/** Remembers since when nothing works, and switches off what is gone or has not worked for long. */
async function markFailing(ctx: AccountContext, delivery: DeliveryRow, is_gone: boolean) {
  const now = ctx.now();
  const { queries } = ctx;
  await queries
    .update(webhooks)
    .set({ failing_since: now })
    .where(and(ofDelivery(delivery), isNull(webhooks.failing_since)));
  const long_ago = new Date(now.getTime() - FAILING_MAX_MS);
  await queries
    .update(webhooks)
    .set({ disabled_at: now, disabled_reason: is_gone ? GONE : FAILING })
    .where(
      and(
        ofDelivery(delivery),
        isNull(webhooks.disabled_at),
        is_gone ? undefined : lte(webhooks.failing_since, long_ago),
      ),
    );
}
