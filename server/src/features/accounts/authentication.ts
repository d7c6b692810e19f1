import { accounts as accountOperations } from '@porchlight/contract/accounts';
import type { OperationShape } from '@porchlight/contract/operation';
import { type PermissionEntry, permissions, type Role } from '@porchlight/contract/permissions';
import { and, eq, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Account,
  type Actor,
  accountContext,
  type Context,
  type Services,
  type UserActor,
} from '../../context.ts';
import { digestToken } from '../../platform/crypto/tokens.ts';
import { type Gap, keepQuery } from '../../platform/database/kept-query.ts';
import { isStorable } from '../../platform/database/storable.ts';
import { notAllowed, notFound, Refusal } from '../../platform/refusal.ts';
import { openPlatformContext } from './platform-door.ts';
import { findSession, keepSession, readUid, type SessionClaim, sessionHeaders } from './sessions.ts';
import { type AccountRow, accessTokens, accounts, accountUsers, agentBots, users } from './table.ts';

/** Finds out who asks, in which account, and whether the operation's permission lets them. */
export async function openContext(
  services: Services,
  operation: OperationShape,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  const permission: PermissionEntry = permissions[operation.permission];
  const context: Context = { services, queries: services.database.queries, now: services.now };
  if (!permission.signed_in) return context;
  if (permission.platform_apps)
    return openPlatformContext(context, operation, request, readAccessToken(request));
  const caller = await findCaller(context, request, reply);
  if (caller.type === 'agent_bot' && !permission.bots) throw new Refusal('bot_not_allowed');
  if (permission.roles.length === 0) return { ...context, actor: userOf(caller) } as Context;
  return openAccount(context, operation, caller, request);
}

interface Caller {
  type: 'user' | 'agent_bot';
  id: number;
  name: string;
  /** In the account of the request's address, where it was found together with the caller. */
  membership?: Membership | undefined;
}

interface Membership {
  account: Account & { status: AccountRow['status'] };
  role: Role | null;
  person?: UserActor['person'];
}

const userOf = ({ id, name }: Caller): Actor => ({ type: 'user', id, name, role: null });

async function findCaller(ctx: Context, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const token = readAccessToken(request);
  if (token !== undefined) return findTokenOwner(ctx, token, readAccountId(request) ?? 0);
  const claim = readSessionClaim(request);
  const found = claim && (await findSession(ctx, claim));
  if (!claim || !found) throw new Refusal('not_signed_in');
  reply.headers(sessionHeaders(keepSession(claim, found)));
  return { type: 'user', id: found.user.id, name: found.user.name };
}

const readAccessToken = (request: FastifyRequest) =>
  firstHeader(request, 'api_access_token') ?? firstHeader(request, 'api-access-token');

function firstHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

async function findTokenOwner(ctx: Context, token: string, account_id: number): Promise<Caller> {
  const [owner] = await tokenOwner(ctx.queries, { digest: digestToken(token), account_id });
  if (owner?.bot) return { type: 'agent_bot', ...owner.bot };
  if (!owner?.user) throw new Refusal('invalid_access_token');
  const { user, account, membership } = owner;
  const { id, name } = user;
  if (!account || !membership) return { type: 'user', id, name };
  const person = { user, membership };
  return { type: 'user', id, name, membership: { account, role: membership.role, person } };
}

const ACCOUNT = { id: accounts.id, name: accounts.name, locale: accounts.locale, status: accounts.status };

const tokenOwner = keepQuery((queries, gap: Gap<{ digest: Buffer; account_id: number }>) =>
  queries
    .select({
      user: users,
      bot: { id: agentBots.id, name: agentBots.name },
      account: ACCOUNT,
      membership: accountUsers,
    })
    .from(accessTokens)
    .leftJoin(users, and(eq(accessTokens.owner_type, 'User'), eq(users.id, accessTokens.owner_id)))
    .leftJoin(
      agentBots,
      and(eq(accessTokens.owner_type, 'AgentBot'), eq(agentBots.id, accessTokens.owner_id)),
    )
    .leftJoin(
      accountUsers,
      and(eq(accountUsers.user_id, users.id), eq(accountUsers.account_id, gap('account_id'))),
    )
    .leftJoin(accounts, eq(accounts.id, accountUsers.account_id))
    .where(eq(accessTokens.digest, gap('digest'))),
);

/** The session that a request claims: three headers or parameters, or one bearer value that holds them. */
export function readSessionClaim(request: FastifyRequest): SessionClaim | undefined {
  const { uid: header, ...headers } = request.headers;
  const uidOfHeader = typeof header === 'string' ? { uid: readUid(header) } : {};
  const given = { ...(request.query as object), ...readBearer(request), ...headers, ...uidOfHeader };
  const { 'access-token': token, client, uid } = given as Record<string, unknown>;
  return isStorable(token) && isStorable(client) && isStorable(uid) ? { token, client, uid } : undefined;
}

function readBearer(request: FastifyRequest): object {
  const encoded = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!encoded) return {};
  try {
    const held: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    return typeof held === 'object' && held !== null ? held : {};
  } catch {
    return {};
  }
}

async function openAccount(ctx: Context, operation: OperationShape, caller: Caller, request: FastifyRequest) {
  const permission: PermissionEntry = permissions[operation.permission];
  const account_id = readAccountId(request);
  if (account_id === undefined) throw notFound();
  const found = caller.membership ?? (await findMembership(ctx, account_id, caller));
  if (!found) throw refuseStranger(operation, caller);
  if (found.account.status === 'suspended') throw new Refusal('account_suspended');
  const account: Account = { id: found.account.id, name: found.account.name, locale: found.account.locale };
  const { id, name } = caller;
  if (caller.type === 'agent_bot')
    return accountContext(ctx.services, account, { type: 'agent_bot', id, name });
  if (found.role === null || !permission.roles.includes(found.role)) throw notAllowed();
  return accountContext(ctx.services, account, {
    type: 'user',
    id,
    name,
    role: found.role,
    person: found.person,
  });
}

// The account's own addresses say of a foreign account what they say of none; those beneath it say who may enter.
function refuseStranger(operation: OperationShape, { type }: Caller): Refusal {
  if (Object.values<OperationShape>(accountOperations).includes(operation)) return notFound();
  return new Refusal(type === 'user' ? 'not_in_account' : 'bot_not_in_account');
}

function readAccountId(request: FastifyRequest): number | undefined {
  const { account_id } = request.params as { account_id?: string };
  return /^[1-9]\d{0,14}$/.test(account_id ?? '') ? Number(account_id) : undefined;
}

async function findMembership(
  ctx: Context,
  account_id: number,
  { type, id }: Caller,
): Promise<Membership | undefined> {
  if (type === 'agent_bot') return findBotAccount(ctx, account_id, id);
  const [found] = await ctx.queries
    .select({ account: ACCOUNT, role: accountUsers.role })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.account_id))
    .where(and(eq(accountUsers.account_id, account_id), eq(accountUsers.user_id, id)));
  return found;
}

// A bot belongs to an account, or answers in one of its inboxes.
async function findBotAccount(ctx: Context, account_id: number, bot_id: number) {
  const [found] = await ctx.queries
    .select({ account: ACCOUNT, role: sql<null>`null` })
    .from(accounts)
    .where(
      and(
        eq(accounts.id, account_id),
        sql`(exists (select 1 from agent_bots where agent_bots.id = ${bot_id} and agent_bots.account_id = accounts.id)
          or exists (select 1 from agent_bot_inboxes link where link.agent_bot_id = ${bot_id} and link.account_id = accounts.id))`,
      ),
    );
  return found;
}
