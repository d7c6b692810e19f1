import type { FastifyRequest } from 'fastify';
import type { ContactContext } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';

/** How often something may be done. */
export interface Limit {
  name: string;
  max: number;
  window_seconds: number;
}

/** Counts what is done through a link of a contact; programs on this machine speak for many and are exempt. */
export async function limitContact(
  ctx: ContactContext,
  request: FastifyRequest,
  { name, max, window_seconds }: Limit,
) {
  if (isThisMachine(request)) return;
  const key = `${name} of contact link ${ctx.account.id} ${ctx.contactInbox.id}`;
  await ctx.services.limits.take(key, max, window_seconds);
}
