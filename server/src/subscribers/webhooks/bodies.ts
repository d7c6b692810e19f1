import type { AccountContext } from '../../context.ts';
import { payloads } from '../../features/webhooks/payloads.ts';
import type { DeliveryRow } from '../../features/webhooks/table.ts';
import type { WireName } from '../../features/webhooks/wire-events.ts';

/** Makes the text that is sent; nothing when what it would tell of is gone. */
export type MakeBody = (ctx: AccountContext, delivery: DeliveryRow) => Promise<string | undefined>;

const KEPT_MAX = 500;
const KEPT_MS = 2000;

/** Makes bodies, and one for all who are told of the same event at about the same time. */
export function openBodies(): MakeBody {
  const kept = new Map<string, { body: Promise<string | undefined>; until: number }>();
  return (ctx, delivery) => {
    const { account_id, event_id } = delivery;
    if (event_id === null) return makeBody(ctx, delivery);
    const key = `${account_id} ${event_id}`;
    const known = kept.get(key);
    const time = ctx.now().getTime();
    if (known && known.until > time) return known.body;
    const body = makeBody(ctx, delivery);
    kept.delete(key);
    kept.set(key, { body, until: time + KEPT_MS });
    body.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return body;
  };
}

const makeBody: MakeBody = async (ctx, delivery) => {
  const payload = await payloads[delivery.event_name as WireName](ctx, delivery);
  return payload && JSON.stringify({ ...payload, event: delivery.event_name });
};
