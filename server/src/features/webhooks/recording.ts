import type { EventName } from '@porchlight/contract/events';
import { messageTypes } from '@porchlight/contract/messages';
import { sql } from 'drizzle-orm';
import type { Queries } from '../../platform/database/queries.ts';
import type { EventRow } from '../../platform/outbox/table.ts';
import { type SubscriberKind, type WireName, wireEvents } from './wire-events.ts';

/** Something that happened, as those who are to be told of it are looked for. */
export interface Happening {
  account_id: number;
  event_id: number | null;
  depth: number;
  name: WireName;
  to: readonly SubscriberKind[];
  data: Record<string, unknown>;
  inbox_id: number | null;
  conversation_id: number | null;
  message_id: number | null;
  /** What it happened to: of one record, one is sent after the other. */
  record: string;
}

/** A stored event as webhooks tell of it; nothing when they do not. */
export function happeningOf(event: EventRow): Happening | undefined {
  const wire = wireEvents[event.name as EventName];
  if (!wire || !isWorthTelling(event)) return undefined;
  const { account_id, id, depth, data } = event;
  const inbox_id = idIn(data, 'inbox_id');
  const conversation_id = idIn(data, 'conversation_id');
  return {
    account_id,
    event_id: id,
    depth,
    name: wire.name,
    to: wire.to,
    data,
    inbox_id,
    conversation_id,
    message_id: idIn(data, 'message_id'),
    record: recordOf(conversation_id, idIn(data, 'contact_id'), inbox_id),
  };
}

// Lines that say what was done to a conversation are for people only.
function isWorthTelling({ name, data }: EventRow): boolean {
  if (name === 'contact.updated' || name === 'inbox.updated')
    return Object.keys((data.changes as object | undefined) ?? {}).length > 0;
  return data.message_type !== messageTypes.indexOf('activity');
}

const idIn = (data: Record<string, unknown>, name: string) => {
  const id = data[name];
  return typeof id === 'number' ? id : null;
};

function recordOf(conversation_id: number | null, contact_id: number | null, inbox_id: number | null) {
  if (conversation_id !== null) return `conversation ${conversation_id}`;
  return contact_id === null ? `inbox ${inbox_id}` : `contact ${contact_id}`;
}

interface Options {
  now: Date;
  /** Only what this webhook has not been told of yet. */
  missing_of_webhook?: number;
}

/** Writes a delivery for each one who is to be told of each, in the order given; answers how many. */
export async function recordDeliveries(
  queries: Queries,
  happenings: readonly Happening[],
  { now, missing_of_webhook }: Options,
): Promise<number> {
  if (happenings.length === 0) return 0;
  const placed = happenings.map((happening, place) => ({ ...happening, place }));
  const told = missing_of_webhook === undefined ? everybody : missingOf(missing_of_webhook);
  const { rowCount } = await queries.execute(sql`
    with happened as (
      select * from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as happening (
        place int, account_id bigint, event_id bigint, depth int, name text, "to" jsonb, data jsonb,
        inbox_id bigint, conversation_id bigint, message_id bigint, record text
      )
    ), told as (${told})
    insert into webhook_deliveries (
      account_id, kind, webhook_id, inbox_id, agent_bot_id, event_id, event_name, depth, data,
      conversation_id, message_id, queue, lane, next_attempt_at, created_at, updated_at
    )
    select
      account_id, kind, to_webhook, to_inbox, to_bot, event_id, name, depth, data, conversation_id, message_id,
      queue, coalesce(lower(substring(url from '^[A-Za-z]+://(?:[^/?#]*@)?([^/?#]+)')), ''),
      -- Behind one that waits for its next attempt there is nothing to be looked for before.
      greatest(${now}::timestamptz, (
        select before.next_attempt_at from webhook_deliveries before
        where before.account_id = told.account_id and before.queue = told.queue and before.state = 'waiting'
        order by before.id desc limit 1
      )),
      ${now}, ${now}
    from told order by place, kind`);
  return rowCount ?? 0;
}

const ofAccount = sql`
  select happened.*, 'account' as kind, w.id as to_webhook, null::bigint as to_inbox, null::bigint as to_bot, w.url,
    concat_ws(' ', 'account', w.id, record) as queue
  from happened join webhooks w
    on w.account_id = happened.account_id and happened.name = any (w.subscriptions) and w.disabled_at is null
  where "to" ? 'account'`;

const everybody = sql`
  ${ofAccount}
  union all
  select happened.*, 'api_inbox', null, i.id, null, i.settings ->> 'webhook_url',
    concat_ws(' ', 'api_inbox', i.id, record)
  from happened join inboxes i on i.account_id = happened.account_id and i.id = happened.inbox_id
  where "to" ? 'api_inbox' and i.channel_kind = 'api' and i.settings ->> 'webhook_url' <> ''
  union all
  select happened.*, 'agent_bot', null, null, b.id, b.outgoing_url, concat_ws(' ', 'agent_bot', b.id, record)
  from happened cross join lateral (
    select agent_bot_id as id from agent_bot_inboxes l
    where l.account_id = happened.account_id and l.inbox_id = happened.inbox_id and l.status = 'active'
    union
    select assignee_agent_bot_id from conversations c
    where c.account_id = happened.account_id and c.id = happened.conversation_id
  ) answering join agent_bots b
    on b.id = answering.id and (b.account_id is null or b.account_id = happened.account_id)
  where "to" ? 'agent_bot' and b.outgoing_url <> ''`;

const missingOf = (webhook_id: number) => sql`
  ${ofAccount} and w.id = ${webhook_id} and not exists (
    select 1 from webhook_deliveries d
    where d.account_id = happened.account_id and d.webhook_id = w.id and d.event_id = happened.event_id
  )`;
