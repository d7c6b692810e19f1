import type { FastifyRequest } from 'fastify';
import type { AccountContext, Context } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';

interface Limit {
  name: string;
  max: number;
  window_seconds: number;
}

/**
 * Counts an attempt of an address on the network. This machine is exempt in the contract, as a proxy on it may hide
 * everyone behind its own address; answers whether it was this machine.
 */
export async function limitAttempts(
  ctx: Context,
  request: FastifyRequest,
  { name, max, window_seconds }: Limit,
): Promise<boolean> {
  const here = isThisMachine(request);
  if (!here) await ctx.services.limits.take(`${name} ip ${request.ip}`, max, window_seconds);
  return here;
}

/** Counts what an account does over the network; this machine is exempt likewise. */
export async function limitAccount(
  ctx: AccountContext,
  request: FastifyRequest,
  { name, max, window_seconds }: Limit,
) {
  if (!isThisMachine(request))
    await ctx.services.limits.take(`${name} ${ctx.account.id}`, max, window_seconds);
}
