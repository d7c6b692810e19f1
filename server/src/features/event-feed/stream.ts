import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AccountContext, Exchange } from '../../context.ts';
import { findMember } from '../accounts/people.ts';
import { type FeedItem, readFeed, type Wanted } from './feed.ts';
import { listen } from './waiting.ts';

// Often enough for proxies that cut silent connections, and to notice somebody who left the account.
const HEARTBEAT_MS = 5000;

/** Sends events as server-sent events until the client goes, or may not read them any more. */
export async function streamFeed(ctx: AccountContext, wanted: Wanted, { reply }: Exchange) {
  const headers = reply.getHeaders() as Record<string, string>;
  reply.hijack();
  const response = reply.raw;
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    // Buffering proxies would hold events back.
    'x-accel-buffering': 'no',
  });
  response.write('retry: 2000\n\n');
  const ear = await listen(ctx);
  try {
    let { after } = wanted;
    while (!response.closed && !ear.isOver() && (await isStillAllowed(ctx))) {
      const page = await readFeed(ctx, { ...wanted, after });
      after = page.next;
      await send(response, page.items.map(textOf).join('') || ': still here\n\n');
      if (!page.has_more) await ear.next(HEARTBEAT_MS);
    }
  } finally {
    ear.stop();
    response.end();
  }
}

const textOf = ({ cursor, type, ...item }: FeedItem) =>
  `id: ${cursor}\nevent: ${type}\ndata: ${JSON.stringify({ ...item, type, cursor })}\n\n`;

async function send(response: ServerResponse, text: string) {
  if (response.write(text) || response.closed) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

async function isStillAllowed(ctx: AccountContext): Promise<boolean> {
  const { actor } = ctx;
  if (actor.type !== 'user') return false;
  return (await findMember(ctx, actor.id))?.membership?.role === actor.role;
}
