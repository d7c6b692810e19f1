import { and, eq, sql } from 'drizzle-orm';
import { type DeliveryRow, webhookDeliveries } from '../../features/webhooks/table.ts';
import type { Queries } from '../../platform/database/queries.ts';

/** The row, as long as it belongs to the attempt that was begun with it. */
const mine = ({ account_id, id, attempts }: DeliveryRow) =>
  and(
    eq(webhookDeliveries.account_id, account_id),
    eq(webhookDeliveries.id, id),
    eq(webhookDeliveries.attempts, attempts),
    eq(webhookDeliveries.state, 'waiting'),
  );

/**
 * Keeps what is sent, before it is: every attempt sends the same. Answers the deliveries that still belong to the
 * attempt that was begun with them.
 */
export async function keepBodies(
  queries: Queries,
  bodies: ReadonlyMap<DeliveryRow, string>,
): Promise<DeliveryRow[]> {
  if (bodies.size === 0) return [];
  const given = [...bodies].map(([{ account_id, id, attempts }, body]) => ({
    account_id,
    id,
    attempts,
    body,
  }));
  const { rows } = await queries.execute<{ account_id: number; id: number }>(sql`
    update webhook_deliveries d set body = given.body
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (account_id bigint, id bigint, attempts int, body text)
    where d.account_id = given.account_id and d.id = given.id and d.attempts = given.attempts
      and d.state = 'waiting'
    returning d.account_id, d.id`);
  const ours = new Set(rows.map(({ account_id, id }) => `${account_id} ${id}`));
  return [...bodies.keys()].filter(({ account_id, id }) => ours.has(`${account_id} ${id}`));
}

export interface Attempt {
  status: number | null;
  error: string | null;
  duration_ms: number;
  at: Date;
}

interface Result {
  now: Date;
  attempt?: Attempt;
  /** How it ended, or when to try again. */
  state: 'delivered' | 'failed' | 'dropped' | { again_at: Date };
}

/** Writes down what came of an attempt, unless the delivery is somebody else's by now. */
export async function finishAttempt(
  queries: Queries,
  delivery: DeliveryRow,
  { now, attempt, state }: Result,
) {
  if (isFleeting(delivery) && typeof state === 'string') {
    await queries.delete(webhookDeliveries).where(mine(delivery));
    return;
  }
  const isOver = typeof state === 'string';
  const { rowCount } = await queries.execute(sql`
    with finished as (
      update webhook_deliveries
      set state = ${isOver ? state : 'waiting'}, next_attempt_at = ${isOver ? now : state.again_at},
        finished_at = ${isOver ? now : null}, leased_until = null, updated_at = ${now}
      where ${mine(delivery)} returning account_id, id
    ), logged as (
      insert into webhook_attempts (account_id, delivery_id, status, error, duration_ms, at)
      select account_id, id, ${attempt?.status ?? null}::int, ${attempt?.error ?? null}::text,
        ${attempt?.duration_ms ?? 0}::int, ${attempt?.at ?? now}::timestamptz
      from finished where ${attempt !== undefined}::bool
    )
    select 1 from finished`);
  if (rowCount !== 1) return;
  if (!isOver) await delayRest(queries, delivery, state);
  // Nothing was made to wait behind one that went out at its first attempt.
  else if (delivery.attempts > 1) await hurryNext(queries, delivery, now);
}

/** A delivery that was taken at its first attempt, behind which nothing was made to wait. */
export interface Taken {
  delivery: DeliveryRow;
  attempt: Attempt;
}

/** Writes down together that deliveries were taken, but for those that are somebody else's by now. */
export async function finishTaken(queries: Queries, taken: readonly Taken[], now: Date) {
  const given = taken.map(({ delivery: { account_id, id, attempts }, attempt }) => ({
    account_id,
    id,
    attempts,
    status: attempt.status,
    duration_ms: attempt.duration_ms,
    at: attempt.at,
  }));
  await queries.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given (account_id bigint, id bigint, attempts int, status int, duration_ms int, at timestamptz)
    ), finished as (
      update webhook_deliveries d
      set state = 'delivered', next_attempt_at = ${now}, finished_at = ${now}, leased_until = null, updated_at = ${now}
      from given
      where d.account_id = given.account_id and d.id = given.id and d.attempts = given.attempts
        and d.state = 'waiting'
      returning d.account_id, d.id, given.status, given.duration_ms, given.at
    )
    insert into webhook_attempts (account_id, delivery_id, status, duration_ms, at)
    select account_id, id, status, duration_ms, at from finished`);
}

// That somebody typed is worth nothing a moment later, not even to be listed.
export const isFleeting = ({ event_name }: DeliveryRow) =>
  event_name === 'conversation_typing_on' || event_name === 'conversation_typing_off';

const behind = ({ account_id, queue, id }: DeliveryRow) =>
  sql`account_id = ${account_id} and queue = ${queue} and state = 'waiting' and id > ${id}`;

/** Lets whatever stands behind it be sent now. */
async function hurryNext(queries: Queries, delivery: DeliveryRow, now: Date) {
  await queries.execute(sql`
    update webhook_deliveries set next_attempt_at = ${now}
    where account_id = ${delivery.account_id} and next_attempt_at > ${now} and id = (
      select id from webhook_deliveries where ${behind(delivery)} order by id limit 1
    )`);
}

/** Nothing behind it can be sent before it, so that nobody has to look. */
async function delayRest(queries: Queries, delivery: DeliveryRow, { again_at }: { again_at: Date }) {
  await queries.execute(sql`
    update webhook_deliveries set next_attempt_at = ${again_at}
    where ${behind(delivery)} and next_attempt_at < ${again_at}`);
}
