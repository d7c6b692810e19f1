import type { OperationShape } from '@porchlight/contract/operation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Services } from './context.ts';
import { openContext } from './features/accounts/authentication.ts';
import { isPublic, openPublicContext } from './features/conversations/public-access.ts';
import { isOfWebsite, openWebsiteContext } from './features/widget/access.ts';

/** Finds out who asks, by what the operation's permission says that they show. */
export function openDoor(
  services: Services,
  operation: OperationShape,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  if (isPublic(operation)) return openPublicContext(services, operation, request);
  if (isOfWebsite(operation)) return openWebsiteContext(services, operation, request);
  return openContext(services, operation, request, reply);
}
