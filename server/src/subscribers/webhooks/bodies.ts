import type { AccountContext } from '../../context.ts';
import { loadMaterial } from '../../features/webhooks/material.ts';
import { payloads } from '../../features/webhooks/payloads.ts';
import type { DeliveryRow } from '../../features/webhooks/table.ts';
import type { WireName } from '../../features/webhooks/wire-events.ts';
import { listAhead } from './claims.ts';

/** The text that is sent; nothing when what it would tell of is gone. */
type BodyOf = (delivery: DeliveryRow) => string | undefined;

/** Loads what deliveries of an account are about, all together, and answers what makes the text of each of them. */
export type LoadBodies = (ctx: AccountContext, deliveries: readonly DeliveryRow[]) => Promise<BodyOf>;

/** Makes bodies, and one for all who are told of the same event at about the same time. */
export function openBodies(): LoadBodies {
  const kept = new KeptBodies();
  return async (ctx, deliveries) => {
    const time = ctx.now().getTime();
    const bodies = kept.listFresh(deliveries, time);
    const missing = deliveries.filter((delivery) => !bodies.has(keyOf(delivery)));
    if (missing.length === 0) return (delivery) => bodies.get(keyOf(delivery));
    // In a burst the next ones follow soon, and loading for many costs little more than for one.
    const ahead = await listAhead(ctx.queries, missing, ctx.now());
    const material = await loadMaterial(ctx, [...missing, ...ahead]);
    const make: BodyOf = (delivery) => {
      const key = keyOf(delivery);
      if (bodies.has(key)) return bodies.get(key);
      const payload = payloads[delivery.event_name as WireName](material, delivery);
      const body = payload && JSON.stringify({ ...payload, event: delivery.event_name });
      bodies.set(key, body);
      if (delivery.event_id !== null) kept.keep(key, body, time);
      return body;
    };
    for (const delivery of ahead) tryTo(() => make(delivery));
    return make;
  };
}

/** What fails now fails again in its own turn, and is told of then. */
function tryTo(make: () => unknown) {
  try {
    make();
  } catch {
    return;
  }
}

/** What is told of: an event, or what is told to one alone. */
const keyOf = ({ account_id, event_id, uuid }: DeliveryRow) =>
  event_id === null ? uuid : `${account_id} ${event_id}`;

const KEPT_MAX = 500;
const KEPT_LETTERS_MAX = 16_000_000;
const KEPT_MS = 2000;

/** The bodies that were made last, for others who are told of the same. */
class KeptBodies {
  private readonly bodies = new Map<string, { body: string | undefined; until: number }>();
  private letters = 0;

  /** Those of the deliveries that are there, and not too old. */
  listFresh(deliveries: readonly DeliveryRow[], time: number): Map<string, string | undefined> {
    const fresh = new Map<string, string | undefined>();
    for (const key of deliveries.map(keyOf)) {
      const known = this.bodies.get(key);
      if (known && known.until > time) fresh.set(key, known.body);
    }
    return fresh;
  }

  keep(key: string, body: string | undefined, time: number) {
    this.forget(key);
    this.bodies.set(key, { body, until: time + KEPT_MS });
    this.letters += body?.length ?? 0;
    for (const oldest of this.bodies.keys()) {
      if (this.bodies.size <= KEPT_MAX && this.letters <= KEPT_LETTERS_MAX) return;
      this.forget(oldest);
    }
  }

  private forget(key: string) {
    this.letters -= this.bodies.get(key)?.body?.length ?? 0;
    this.bodies.delete(key);
  }
}
