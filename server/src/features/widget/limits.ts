import type { FastifyRequest } from 'fastify';
import type { InboxContext } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';
import type { Limit } from '../conversations/contact-limits.ts';

/**
 * Counts what comes from an address on the network to a website. Many visitors may share one address, so these are
 * wide; what one visitor does is counted by their own link.
 */
export async function limitWebsite(
  { services, account, inbox }: InboxContext,
  request: FastifyRequest,
  { name, max, window_seconds }: Limit,
) {
  if (isThisMachine(request)) return;
  await services.limits.take(
    `${name} of website ${account.id} ${inbox.id} ip ${request.ip}`,
    max,
    window_seconds,
  );
}

export const NEW_VISITORS: Limit = { name: 'visitors', max: 200, window_seconds: 3600 };
export const NEW_CONVERSATIONS: Limit = { name: 'conversations', max: 30, window_seconds: 60 };
export const MESSAGES: Limit = { name: 'messages', max: 60, window_seconds: 60 };
export const CHANGES: Limit = { name: 'changes', max: 60, window_seconds: 3600 };
export const EVENTS: Limit = { name: 'events', max: 60, window_seconds: 60 };
export const UPLOADS: Limit = { name: 'uploads', max: 60, window_seconds: 3600 };
export const TRANSCRIPTS: Limit = { name: 'transcripts', max: 5, window_seconds: 3600 };
