import type { Services, Signal } from './context.ts';
import type { Bus, BusMessage } from './platform/bus.ts';
import { enqueue } from './platform/jobs/jobs.ts';
import { type Dispatcher, startDispatcher } from './platform/outbox/dispatcher.ts';
import { type EventTail, openEventTail } from './platform/outbox/tail.ts';
import { csatSubscriber } from './subscribers/csat/csat.ts';
import { type Realtime, startRealtime } from './subscribers/realtime/realtime.ts';
import { startWebhooks } from './subscribers/webhooks/webhooks.ts';

/** Everything that happens after a commit: events get their numbers and reach those who listen. */
export interface Live {
  dispatcher: Dispatcher;
  tail: EventTail;
  realtime: Realtime;
  stop(): Promise<void>;
}

/** Numbers what is committed, follows what is numbered here and elsewhere, and talks with the other servers. */
export function startLive(services: Services, bus: Bus | undefined): Live {
  const { database, log } = services;
  const tail = openEventTail({ database, log });
  const realtime = startRealtime({ services, tail, bus });
  const webhooks = startWebhooks(services);
  const dispatcher = startDispatcher({
    database,
    log,
    live: [{ name: 'tail', events: 'all', hear: (batch) => tail.take(batch) }],
    durable: [csatSubscriber],
    taking: [webhooks.subscriber],
    enqueue: (queries, jobs) =>
      enqueue(
        queries,
        jobs.map(({ subscriber, event, queue }) => ({ name: subscriber, payload: event, queue })),
      ),
    numbered: (batch) => bus?.publish({ kind: 'numbered', account_ids: accountsOf(batch) }),
  });
  services.wake = dispatcher.wake;
  services.tail = tail;
  services.signal = (signal) => {
    realtime.signal(signal);
    webhooks.hear(signal);
  };
  bus?.listen((message) => hear(message, { services, tail, realtime }));
  return {
    dispatcher,
    tail,
    realtime,
    async stop() {
      realtime.stop();
      await dispatcher.stop();
      await webhooks.stop();
      tail.stop();
    },
  };
}

const accountsOf = (batch: readonly { account_id: number }[]) => [
  ...new Set(batch.map(({ account_id }) => account_id)),
];

interface Hearing {
  services: Services;
  tail: EventTail;
  realtime: Realtime;
}

/** What other servers tell. */
function hear(message: BusMessage, { services, tail, realtime }: Hearing) {
  switch (message.kind) {
    case 'numbered':
      return tail.look(message.account_ids);
    case 'signal':
      return realtime.signalHere(message.signal as Signal);
    case 'seen':
      return services.presence.see(message.account_id, message.member, message.id);
    case 'viewing':
      return realtime.hearViewing(message);
  }
}
