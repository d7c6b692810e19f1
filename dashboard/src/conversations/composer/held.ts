import type { Live } from '../../app/live/live.ts';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';

/** What is held back and can be taken back, the newest last. */
export const heldIn = (live: Live): OutboxEntry[] =>
  live.outbox
    .get()
    .filter(
      ({ standing, send_at_ms, attempts }) =>
        standing === 'waiting' && attempts === 0 && send_at_ms > Date.now(),
    );
