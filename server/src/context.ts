import type { ChannelKind } from '@porchlight/channels/manifests';
import type { Adapter } from '@porchlight/channels/port';
import type { OperationAnswer, OperationInput, OperationShape } from '@porchlight/contract/operation';
import type { Permission, Role } from '@porchlight/contract/permissions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import type { EventData } from './events.ts';
import type { AccountUserRow, UserRow } from './features/accounts/table.ts';
import type { ContactInboxRow, ContactRow } from './features/contacts/table.ts';
import type { InboxRow } from './features/inboxes/table.ts';
import type { Seal } from './platform/crypto/seal.ts';
import type { Signer } from './platform/crypto/signed-token.ts';
import type { Database } from './platform/database/database.ts';
import { isRepeatable } from './platform/database/errors.ts';
import type { Queries } from './platform/database/queries.ts';
import type { Parts } from './platform/database/transaction.ts';
import type { Files } from './platform/files/files.ts';
import type { RateLimits } from './platform/http/rate-limits.ts';
import type { Log } from './platform/log/log.ts';
import type { Outbound } from './platform/outbound/outbound.ts';
import {
  type EventEnvelope,
  eventRows,
  isOneStatement,
  type PendingEvent,
  storeEvents,
} from './platform/outbox/outbox.ts';
import type { EventTail } from './platform/outbox/tail.ts';
import type { Presence } from './platform/presence.ts';

/** What the process has, the same for every request. */
export interface Services {
  config: Config;
  log: Log;
  database: Database;
  seal: Seal;
  signer: Signer;
  files: Files;
  limits: RateLimits;
  presence: Presence;
  /** The end of the event log, where events are numbered and followed. */
  tail?: EventTail;
  /** The one way out to addresses that others give. */
  outbound: Outbound;
  adapters: Readonly<Record<ChannelKind, Adapter>>;
  now(): Date;
  /** Says that events were committed. */
  wake(): void;
  /** Tells those who listen just now, when anything hands signals on. */
  signal?(signal: Signal): void;
}

/** Something that passes: it goes straight to sockets and is stored nowhere. */
export interface Signal {
  name: 'conversation.typing_on' | 'conversation.typing_off';
  account_id: number;
  conversation_id: number;
  by: Actor;
  /** For colleagues only. */
  is_private: boolean;
}

export interface UserActor {
  type: 'user';
  id: number;
  name: string;
  /** In the account of the request; null where there is none. */
  role: Role | null;
  /** As they were when the request came, where they were found together with their token. */
  person?: { user: UserRow; membership: AccountUserRow } | undefined;
}

export interface BotActor {
  type: 'agent_bot';
  id: number;
  name: string;
}

export interface SystemActor {
  type: 'system';
  id: null;
  name: string;
}

/** A customer, by one of their links to an inbox: what they may see and do ends there. */
export interface ContactActor {
  type: 'contact';
  /** The contact's. */
  id: number;
  name: string;
  inbox_id: number;
  contact_inbox_id: number;
}

/** Whoever acts. */
export type Actor = UserActor | BotActor | SystemActor | ContactActor;

/** A program that makes accounts and users. What it does in an account, the desk itself does there. */
export interface PlatformActor {
  type: 'platform_app';
  id: number;
  name: string;
}

/** The account in which something happens. */
export interface Account {
  id: number;
  name: string;
  locale: string;
}

/** What a request carries. */
export interface Context {
  services: Services;
  queries: Queries;
  now(): Date;
}

/** Runs in a transaction, again when the database asks for it, or in the one that the context is in already. */
export function atomically<Result>(
  ctx: Context,
  run: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  const { queries } = ctx.services.database;
  if (ctx.queries !== queries) return run(ctx.queries);
  return repeatable(() => runAndWake(ctx.services, { run }));
}

/** Transactions in which events were stored. */
const eventful = new WeakSet<Queries>();

/** Says that events were stored: at once, or when the transaction that the context is in is committed. */
export function wakeWithCommit({ services, queries }: Context) {
  if (queries === services.database.queries) services.wake();
  else eventful.add(queries);
}

/** Runs in a transaction; what was stored in it is looked for once it is committed, and not before. */
async function runAndWake<Result>(services: Services, { run, finish }: Parts<Result>): Promise<Result> {
  let used: Queries | undefined;
  const result = await services.database.transaction<Result>({
    run(queries) {
      used = queries;
      return run(queries);
    },
    finish,
  });
  if (used && eventful.has(used)) services.wake();
  return result;
}

/** A request of a signed-in user outside any account. */
export interface UserContext extends Context {
  actor: UserActor;
}

/** A request of a platform app. */
export interface PlatformContext extends Context {
  actor: PlatformActor;
}

/** A request within an account. */
export interface AccountContext extends Context {
  account: Account;
  actor: Actor;
  cause?: EventEnvelope['cause'];
  /** Runs in a transaction, or in the one that is open already; run again when the database asks for it. */
  transaction<Result>(run: (tx: TransactionContext) => Promise<Result>): Promise<Result>;
}

/** A request of whoever holds the identifier of an inbox, or the token that stands in its pages. */
export interface InboxContext extends Context {
  account: Account;
  inbox: InboxRow;
}

/** A request of a customer, through one of their links to an inbox. */
export interface ContactContext extends AccountContext {
  actor: ContactActor;
  inbox: InboxRow;
  contact: ContactRow;
  contactInbox: ContactInboxRow;
}

/** Within a transaction: what is emitted is written with the change, or not at all. */
export interface TransactionContext extends AccountContext {
  emit<Name extends keyof EventData & string>(name: Name, data: EventData[Name]): void;
}

/** The context of somebody who acts in an account, in answer to the event `cause` when there is one. */
export function accountContext(
  services: Services,
  account: Account,
  actor: Actor,
  cause?: EventEnvelope['cause'],
): AccountContext {
  const context: AccountContext = {
    services,
    queries: services.database.queries,
    now: services.now,
    account,
    actor,
    cause,
    transaction: (run) => repeatable(() => transaction(context, run)),
  };
  return context;
}

/** The same in the transaction that a context is in already, when it is in one. */
export function accountContextWithin(ctx: Context, account: Account, actor: Actor): AccountContext {
  const context = accountContext(ctx.services, account, actor);
  if (ctx.queries === ctx.services.database.queries) return context;
  const { queries } = ctx;
  const joined: AccountContext = { ...context, queries, transaction: (run) => join(joined, run) };
  return joined;
}

async function join<Result>(
  context: AccountContext,
  run: (tx: TransactionContext) => Promise<Result>,
): Promise<Result> {
  const { inside, pending } = openInside(context, context.queries);
  const answer = await run(inside);
  await storeEvents(context.queries, eventRows(pending, envelopeOf(context)));
  if (pending.length > 0) wakeWithCommit(context);
  return answer;
}

const ATTEMPTS_MAX = 4;

async function repeatable<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (count === ATTEMPTS_MAX || !isRepeatable(error)) throw error;
    }
  }
}

async function transaction<Result>(
  context: AccountContext,
  run: (tx: TransactionContext) => Promise<Result>,
): Promise<Result> {
  let rows: ReturnType<typeof eventRows> = [];
  return runAndWake(context.services, {
    async run(queries) {
      const { inside, pending } = openInside(context, queries);
      const answer = await run(inside);
      if (pending.length > 0) wakeWithCommit(inside);
      rows = eventRows(pending, envelopeOf(context));
      if (!isOneStatement(rows)) await storeEvents(queries, rows);
      return answer;
    },
    finish: (queries) => (isOneStatement(rows) ? storeEvents(queries, rows) : undefined),
  });
}

function openInside(context: AccountContext, queries: Queries) {
  const pending: PendingEvent[] = [];
  const inside: TransactionContext = {
    ...context,
    queries,
    emit: (name, data) => pending.push({ account_id: context.account.id, name, data: { ...data } }),
    transaction: (nested) => nested(inside),
  };
  return { inside, pending };
}

function envelopeOf({ actor, cause, now }: AccountContext): EventEnvelope {
  return { at: now(), by: { type: actor.type, id: actor.id }, cause };
}

/** The request and the answer, for the few operations that read or write headers. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type ContextFor<P extends Permission> = P extends 'anyone'
  ? Context
  : P extends 'signed_in'
    ? UserContext
    : P extends 'platform_app'
      ? PlatformContext
      : P extends 'inbox_identifier' | 'website_token'
        ? InboxContext
        : P extends 'contact' | 'website_visitor'
          ? ContactContext
          : AccountContext;

/** An operation and what answers it. */
export interface Route {
  operation: OperationShape;
  handle(context: never, input: never, exchange: Exchange): Promise<unknown>;
}

/** Ties a handler to its operation: the input and the answer have the operation's types. */
export function route<Op extends OperationShape>(
  operation: Op,
  handle: (
    context: ContextFor<Op['permission']>,
    input: OperationInput<Op>,
    exchange: Exchange,
  ) => Promise<OperationAnswer<Op>>,
): Route {
  return { operation, handle: handle as Route['handle'] };
}
