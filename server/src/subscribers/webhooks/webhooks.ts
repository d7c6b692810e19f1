import { and, eq } from 'drizzle-orm';
import type { Services, Signal } from '../../context.ts';
import { conversations } from '../../features/conversations/table.ts';
import { happeningOf, recordDeliveries } from '../../features/webhooks/recording.ts';
import { toldEvents } from '../../features/webhooks/wire-events.ts';
import type { TakingSubscriber } from '../../platform/outbox/dispatcher.ts';
import { startWorker, type WebhookWorker } from './worker.ts';

/** Tells the outside of what happens: addresses of accounts, of API inboxes and of agent bots. */
export interface Webhooks extends Pick<WebhookWorker, 'drain' | 'stop'> {
  subscriber: TakingSubscriber;
  /** Tells of what passes; it is not kept for those that cannot be reached at the moment. */
  hear(signal: Signal): void;
}

interface Options {
  sweep_ms?: number;
}

/** Starts sending deliveries that wait, and says how new ones are written. */
export function startWebhooks(services: Services, options: Options = {}): Webhooks {
  const worker = startWorker(services, options);
  return {
    subscriber: {
      name: 'webhooks',
      events: toldEvents,
      async take(queries, events) {
        const happenings = events.flatMap((event) => happeningOf(event) ?? []);
        return recordDeliveries(queries, happenings, { now: services.now() });
      },
      taken: worker.wake,
    },
    hear(signal) {
      recordTyping(services, signal).then(worker.wake, (error) =>
        services.log.warn({ err: error }, 'webhooks were not told that somebody types'),
      );
    },
    drain: worker.drain,
    stop: worker.stop,
  };
}

/** Typing is never in the way of what happened: it has a queue of its own, and is attempted once. */
async function recordTyping({ database, now }: Services, signal: Signal) {
  const { account_id, conversation_id, by, is_private } = signal;
  const [found] = await database.queries
    .select({ inbox_id: conversations.inbox_id })
    .from(conversations)
    .where(and(eq(conversations.account_id, account_id), eq(conversations.id, conversation_id)));
  if (!found) return;
  const happening = {
    account_id,
    event_id: null,
    depth: 0,
    name:
      signal.name === 'conversation.typing_on'
        ? ('conversation_typing_on' as const)
        : ('conversation_typing_off' as const),
    to: ['account', 'api_inbox'] as const,
    data: { type: by.type, id: by.id, is_private },
    inbox_id: found.inbox_id,
    conversation_id,
    message_id: null,
    record: `typing ${conversation_id}`,
  };
  await recordDeliveries(database.queries, [happening], { now: now() });
}
