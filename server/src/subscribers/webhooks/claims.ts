import { and, eq, lte, sql } from 'drizzle-orm';
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

const AHEAD_MAX = 32;

/** What is going to be claimed soon in the lanes of these deliveries of an account, for what can be done for all. */
export async function listAhead(
  queries: Queries,
  claimed: readonly DeliveryRow[],
  now: Date,
): Promise<DeliveryRow[]> {
  const [first] = claimed;
  if (!first) return [];
  return queries
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.account_id, first.account_id),
        sql`${webhookDeliveries.lane} = any(${sql.param([...new Set(claimed.map(({ lane }) => lane))])}::text[])`,
        eq(webhookDeliveries.state, 'waiting'),
        eq(webhookDeliveries.attempts, 0),
        lte(webhookDeliveries.next_attempt_at, now),
      ),
    )
    .orderBy(webhookDeliveries.next_attempt_at, webhookDeliveries.id)
    .limit(AHEAD_MAX);
}
