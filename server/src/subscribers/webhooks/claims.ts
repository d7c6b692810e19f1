import { and, eq, sql } from 'drizzle-orm';
import { type AccountRow, accounts } from '../../features/accounts/table.ts';
import {
  type DeliveryRow,
  type WebhookRow,
  webhookDeliveries,
  webhooks,
} from '../../features/webhooks/table.ts';
import type { Queries } from '../../platform/database/queries.ts';

/** Deliveries are nobody's, or somebody's for as long as a lease holds; what a dead process had is taken up then. */
const LEASE_MS = 60_000;

/** A delivery that is ours to attempt, with what is needed each time. */
export interface Claimed {
  delivery: DeliveryRow;
  account: AccountRow;
  /** Of a delivery to one; null for others. */
  webhook: WebhookRow | null;
}

interface Wanted {
  now: Date;
  count_max: number;
  /** How many may still be begun in a lane; those that are not named may have `lane_max`. */
  free_in_lanes: Readonly<Record<string, number>>;
  lane_max: number;
}

/**
 * Takes what is due and leases it: of each queue only the first that waits, and of each lane no more than it has room
 * for. Lanes are walked by the index, so that a long queue of one receiver costs the others nothing.
 */
export async function claimDeliveries(queries: Queries, wanted: Wanted): Promise<Claimed[]> {
  const { now, count_max, free_in_lanes, lane_max } = wanted;
  const isFree = sql`d.state = 'waiting' and d.next_attempt_at <= ${now} and (d.leased_until is null or d.leased_until <= ${now})`;
  const { rows } = await queries.execute<{ account_id: number; id: number }>(sql`
    with recursive lanes as (
      (select lane from webhook_deliveries where state = 'waiting' order by lane limit 1)
      union all
      select (
        select d.lane from webhook_deliveries d where d.state = 'waiting' and d.lane > lanes.lane order by d.lane limit 1
      ) from lanes where lanes.lane is not null
    ), due as (
      select first.account_id, first.id
      from lanes cross join lateral (
        select d.account_id, d.id, d.next_attempt_at from webhook_deliveries d
        where d.lane = lanes.lane and ${isFree} and not exists (
          select 1 from webhook_deliveries before
          where before.account_id = d.account_id and before.queue = d.queue and before.state = 'waiting'
            and before.id < d.id
        )
        order by d.next_attempt_at, d.id
        limit coalesce((${JSON.stringify(free_in_lanes)}::jsonb ->> lanes.lane)::int, ${lane_max}::int)
      ) first
      where lanes.lane is not null
      order by first.next_attempt_at, first.id limit ${count_max}
    ), held as (
      select d.account_id, d.id from webhook_deliveries d
      where (d.account_id, d.id) in (select account_id, id from due) and ${isFree}
      for update skip locked
    )
    update webhook_deliveries d
    set attempts = d.attempts + 1, leased_until = ${new Date(now.getTime() + LEASE_MS)}, updated_at = ${now}
    from held where d.account_id = held.account_id and d.id = held.id
    returning d.account_id, d.id`);
  if (rows.length === 0) return [];
  const pairs = sql.join(
    rows.map(({ account_id, id }) => sql`(${account_id}::bigint, ${id}::bigint)`),
    sql`, `,
  );
  return queries
    .select({ delivery: webhookDeliveries, account: accounts, webhook: webhooks })
    .from(webhookDeliveries)
    .innerJoin(accounts, eq(accounts.id, webhookDeliveries.account_id))
    .leftJoin(
      webhooks,
      and(
        eq(webhooks.account_id, webhookDeliveries.account_id),
        eq(webhooks.id, webhookDeliveries.webhook_id),
      ),
    )
    .where(sql`(${webhookDeliveries.account_id}, ${webhookDeliveries.id}) in (values ${pairs})`)
    .orderBy(webhookDeliveries.id);
}

/** The row, as long as it belongs to the attempt that was begun with it. */
const mine = ({ account_id, id, attempts }: DeliveryRow) =>
  and(
    eq(webhookDeliveries.account_id, account_id),
    eq(webhookDeliveries.id, id),
    eq(webhookDeliveries.attempts, attempts),
    eq(webhookDeliveries.state, 'waiting'),
  );

/** Keeps what is sent, before it is: every attempt sends the same. */
export async function keepBody(queries: Queries, delivery: DeliveryRow, body: string): Promise<boolean> {
  const { rowCount } = await queries.update(webhookDeliveries).set({ body }).where(mine(delivery));
  return rowCount === 1;
}

interface Attempt {
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

// That somebody typed is worth nothing a moment later, not even to be listed.
const isFleeting = ({ event_name }: DeliveryRow) =>
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
