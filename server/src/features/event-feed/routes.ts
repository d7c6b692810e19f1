import { eventFeed, type FeedEvent } from '@porchlight/contract/event-feed';
import { type AccountContext, type Route, route } from '../../context.ts';
import { allTypes, type FeedPage, positionOf, readFeed, type Wanted } from './feed.ts';
import { streamFeed } from './stream.ts';
import { listen } from './waiting.ts';

/** The event feed. */
export const eventFeedRoutes: readonly Route[] = [
  route(eventFeed.list, async (ctx, { after, types, limit, wait }, exchange) => {
    const isStream = exchange.request.headers.accept?.includes('text/event-stream') ?? false;
    const last = isStream ? exchange.request.headers['last-event-id'] : undefined;
    const cursor = typeof last === 'string' && /^\d{1,15}$/.test(last) ? last : after;
    const wanted: Wanted = {
      after: await positionOf(ctx, cursor),
      types: types?.length ? (types as FeedEvent[]) : allTypes,
      limit,
    };
    if (isStream) await streamFeed(ctx, wanted, exchange);
    const { items, next, has_more } = isStream
      ? { items: [], next: wanted.after, has_more: false }
      : await readOrWait(ctx, wanted, wait * 1000);
    return { data: items, meta: { next: String(next), has_more } };
  }),
];

async function readOrWait(ctx: AccountContext, wanted: Wanted, wait_ms: number): Promise<FeedPage> {
  const page = await readFeed(ctx, wanted);
  if (page.items.length > 0 || wait_ms === 0) return page;
  const ends_at = performance.now() + wait_ms;
  const ear = await listen(ctx);
  try {
    for (let after = page.next; ; ) {
      const later = await readFeed(ctx, { ...wanted, after });
      const left = ends_at - performance.now();
      if (later.items.length > 0 || left <= 0 || ear.isOver()) return later;
      after = later.next;
      await ear.next(left);
    }
  } finally {
    ear.stop();
  }
}
