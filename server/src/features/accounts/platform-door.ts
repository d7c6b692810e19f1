import type { OperationShape } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Context, PlatformContext } from '../../context.ts';
import { digestToken } from '../../platform/crypto/tokens.ts';
import { Refusal } from '../../platform/refusal.ts';
import { accessPermissible, type Permissible } from './permissibles.ts';
import { accessTokens, platformApps } from './table.ts';

/** Finds out which platform app asks, and refuses unless what the address names is its own. */
export async function openPlatformContext(
  ctx: Context,
  operation: OperationShape,
  request: FastifyRequest,
  token: string | undefined,
): Promise<PlatformContext> {
  const app = token === undefined ? undefined : await findApp(ctx, token);
  if (!app) throw new Refusal('invalid_platform_token');
  const named = readNamed(operation, request);
  if (named) await accessPermissible(ctx, app.id, named);
  return { ...ctx, actor: { type: 'platform_app', id: app.id, name: app.name } };
}

async function findApp(ctx: Context, token: string) {
  const [app] = await ctx.queries
    .select({ id: platformApps.id, name: platformApps.name })
    .from(accessTokens)
    .innerJoin(
      platformApps,
      and(eq(accessTokens.owner_type, 'PlatformApp'), eq(platformApps.id, accessTokens.owner_id)),
    )
    .where(eq(accessTokens.digest, digestToken(token)));
  return app;
}

const TYPES: Readonly<Record<string, Permissible['type']>> = {
  accounts: 'Account',
  users: 'User',
  agent_bots: 'AgentBot',
};

/** What the address names first: everything beneath it belongs to it. */
function readNamed({ path }: OperationShape, request: FastifyRequest): Permissible | undefined {
  const [, resource = '', name = ''] = /(\w+)\/\{(\w+)\}/.exec(path) ?? [];
  if (name === '') return undefined;
  const type = TYPES[resource];
  // Nothing is let through by an address whose owner nobody can tell.
  if (!type) throw new Error(`Say in platform-door.ts what ${path} names`);
  const id = String((request.params as Record<string, unknown>)[name]);
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new Refusal('record_missing');
  return { type, id: Number(id) };
}
