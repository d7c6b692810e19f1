import * as z from 'zod';
import { id, isoTime, object, texts } from './fields.ts';
import { operation } from './operation.ts';
import type { webhookEvents } from './webhooks.ts';

/** What the feed tells of: all that webhooks are told of and that is kept. */
export const feedEvents = [
  'conversation_created',
  'conversation_updated',
  'conversation_status_changed',
  'message_created',
  'message_updated',
  'contact_created',
  'contact_updated',
  'inbox_created',
  'inbox_updated',
] as const satisfies readonly (typeof webhookEvents)[number][];
export type FeedEvent = (typeof feedEvents)[number];

/** An event of the account. */
const feedEvent = z.object({
  /** The same that webhooks send as `webhook-id`. */
  id: z.string(),
  type: z.enum(feedEvents),
  /** When it happened; the place in the feed is the order of commits. */
  created_at: isoTime,
  /** The cursor behind this event. */
  cursor: z.string(),
  /** The body that webhooks are sent, as things are at the time of reading. */
  payload: object,
});

const LIMIT_MAX = 200;
const WAIT_MAX_SECONDS = 30;

const query = z.object({
  after: z
    .string()
    .regex(/^(now|\d{1,15})$/, 'must be a cursor of an earlier page, or now')
    .optional(),
  types: texts
    .refine(
      (list) => list.every((type) => (feedEvents as readonly string[]).includes(type)),
      `must be of ${feedEvents.join(', ')}`,
    )
    .optional(),
  limit: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 at least')
    .max(LIMIT_MAX, `must be ${LIMIT_MAX} at most`)
    .default(50),
  wait: z.coerce
    .number('must be a number of seconds')
    .min(0, 'must be 0 at least')
    .max(WAIT_MAX_SECONDS, `must be ${WAIT_MAX_SECONDS} seconds at most`)
    .default(0),
});

/** Reading what happened, from where one stopped. */
export const eventFeed = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/events',
    summary: 'Read what happened in the account, in the order of commits, from a cursor on',
    description:
      'Without `after` it begins with the oldest event that is kept, with `now` behind the newest. Nothing is missed ' +
      'and nothing comes twice when `meta.next` is passed as the next `after`. With `wait` an empty page waits so many ' +
      'seconds for something to happen. With `Accept: text/event-stream` the same events come as server-sent events; ' +
      'a client that comes back with `Last-Event-ID` goes on behind it. Agents read of the inboxes that they are ' +
      'members of. Events are kept for 30 days.',
    permission: 'member',
    params: z.object({ account_id: id }),
    query,
    response: z.object({
      data: z.array(feedEvent),
      meta: z.object({
        /** The cursor to go on with. */
        next: z.string(),
        /** Whether more is there already. */
        has_more: z.boolean(),
      }),
    }),
    errors: ['cursor_expired'],
    example: { after: 'now', types: 'message_created,conversation_status_changed', limit: 100 },
  }),
};
