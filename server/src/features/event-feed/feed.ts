import { type FeedEvent, feedEvents } from '@porchlight/contract/event-feed';
import type { EventName } from '@porchlight/contract/events';
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';
import { events } from '../../platform/outbox/table.ts';
import { readHead, readOldest } from '../../platform/outbox/tail.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ownInboxIds, seesEverything } from '../inboxes/access.ts';
import { loadMaterial } from '../webhooks/material.ts';
import { payloads } from '../webhooks/payloads.ts';
import { happeningOf } from '../webhooks/recording.ts';
import { eventIdOf, wireEvents } from '../webhooks/wire-events.ts';

/** Where reading begins and what is wanted. */
export interface Wanted {
  /** The position behind which to read. */
  after: number;
  types: readonly FeedEvent[];
  limit: number;
}

export interface FeedItem {
  id: string;
  type: FeedEvent;
  created_at: string;
  cursor: string;
  payload: Record<string, unknown>;
}

export interface FeedPage {
  items: FeedItem[];
  /** The position to go on behind. */
  next: number;
  has_more: boolean;
}

/** The position that a cursor means; without one, that before the oldest event that is kept. */
export async function positionOf(ctx: AccountContext, cursor: string | undefined): Promise<number> {
  const { database } = ctx.services;
  const account_id = ctx.account.id;
  if (cursor === 'now') return readHead(database, account_id);
  const oldest = await readOldest(database, account_id);
  if (cursor === undefined) return oldest - 1;
  const position = Number(cursor);
  const isKnown = position + 1 >= oldest && position <= (await readHead(database, account_id));
  if (!isKnown) throw new Refusal('cursor_expired');
  return position;
}

/** A page of what the caller may know of, and where to go on. */
export async function readFeed(ctx: AccountContext, { after, types, limit }: Wanted): Promise<FeedPage> {
  // The end as it is now: what is not for the caller is passed over with the page.
  const head = await readHead(ctx.services.database, ctx.account.id);
  const rows = await ctx.queries
    .select()
    .from(events)
    .where(
      and(
        eq(events.account_id, ctx.account.id),
        gt(events.position, after),
        inArray(events.name, namesOf(types)),
        visibleEvents(ctx),
      ),
    )
    .orderBy(asc(events.position))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map((row) => ({ ...row, position: row.position ?? 0 }));
  const has_more = rows.length > limit;
  const last = page.at(-1)?.position ?? after;
  return { items: await presentEvents(ctx, page), next: has_more ? last : Math.max(last, head), has_more };
}

/** The events that the caller may know of: agents those of their inboxes, and those that are of none. */
function visibleEvents(ctx: AccountContext) {
  if (seesEverything(ctx)) return undefined;
  const inbox_id = sql`(${events.data} ->> 'inbox_id')`;
  return or(sql`${inbox_id} is null`, inArray(sql`${inbox_id}::bigint`, ownInboxIds(ctx)));
}

function namesOf(types: readonly FeedEvent[]): EventName[] {
  const names = Object.keys(wireEvents) as EventName[];
  return names.filter((name) => types.includes(wireEvents[name]?.name as FeedEvent));
}

/** Everything that the feed tells of. */
export const allTypes: readonly FeedEvent[] = feedEvents;

/** Events with their bodies; those of which what they are about is gone are left out, as with webhooks. */
async function presentEvents(ctx: AccountContext, page: readonly NumberedEvent[]): Promise<FeedItem[]> {
  const told = page.flatMap((event) => {
    const happening = happeningOf(event);
    return happening ? [{ event, about: { ...happening, webhook_id: null, created_at: event.at } }] : [];
  });
  const material = await loadMaterial(
    ctx,
    told.map(({ about }) => about),
  );
  return told.flatMap(({ event, about }) => {
    const payload = payloads[about.name](material, about);
    if (!payload) return [];
    return {
      id: eventIdOf(event),
      type: about.name as FeedEvent,
      created_at: event.at.toISOString(),
      cursor: String(event.position),
      payload: { ...payload, event: about.name },
    };
  });
}
