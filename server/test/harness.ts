import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adapters } from '@porchlight/channels/adapters';
import type { Role } from '@porchlight/contract/permissions';
import { eq } from 'drizzle-orm';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { inject } from 'vitest';
import { readConfig } from '../src/config.ts';
import type { AccountContext, Services } from '../src/context.ts';
import { accountContext } from '../src/context.ts';
import { addMember, createAccount, createUser } from '../src/features/accounts/account.ts';
import { agentBots } from '../src/features/accounts/table.ts';
import { showAccessToken } from '../src/features/accounts/tokens.ts';
import { createInbox } from '../src/features/inboxes/inbox.ts';
import { inboxMembers } from '../src/features/inboxes/table.ts';
import { openFiles } from '../src/files.ts';
import { createApp } from '../src/main.ts';
import { createSeal } from '../src/platform/crypto/seal.ts';
import { createSigner } from '../src/platform/crypto/signed-token.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { createRateLimits, memoryCounters } from '../src/platform/http/rate-limits.ts';
import { createOutbound } from '../src/platform/outbound/outbound.ts';
import { events } from '../src/platform/outbox/table.ts';
import { openPresence } from '../src/platform/presence.ts';
import { onServer, withDatabase } from './database.ts';

const SECRET_KEY = 'a secret key for tests, of no use elsewhere';

export const PASSWORD = 'Correct-Horse-1';

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): Date;
  advance(milliseconds: number): void;
}

function createClock(): TestClock {
  let time = Date.now();
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

/** A desk of its own for a test file: its own database, its own clock, the real HTTP side. */
export interface TestDesk {
  services: Services;
  app: FastifyInstance;
  clock: TestClock;
  database_url: string;
  close(): Promise<void>;
}

export async function openTestDesk(environment: Record<string, string> = {}): Promise<TestDesk> {
  const server_url = withDatabase(inject('template_url'), 'postgres');
  const template_url = inject('template_url');
  const template = new URL(template_url).pathname.slice(1);
  const name = `porchlight_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(server_url, `create database ${name} template ${template}`);
  const desk = await openNode(withDatabase(template_url, name), environment);
  return {
    ...desk,
    async close() {
      await desk.close();
      await onServer(server_url, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Another server on the database of a desk, with a clock of its own. */
export async function openNode(
  database_url: string,
  environment: Record<string, string> = {},
): Promise<TestDesk> {
  const clock = createClock();
  const name = `node-${randomUUID()}`;
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const data_dir = join(tmpdir(), name);
  const config = readConfig({ FRONTEND_URL: 'https://desk.example.com', DATA_DIR: data_dir, ...environment });
  const services: Services = {
    config,
    log,
    database: openDatabase({ connection_string: database_url, pool_max: 8, log }),
    seal: createSeal(SECRET_KEY),
    signer: createSigner(SECRET_KEY, clock.now),
    files: openFiles(config, SECRET_KEY, clock.now),
    limits: createRateLimits(memoryCounters(clock.now)),
    presence: openPresence({ now: clock.now, window_seconds: config.presence_seconds }),
    outbound: createOutbound({ allow: config.outbound_allow }),
    adapters,
    now: clock.now,
    wake: () => undefined,
  };
  const app = await createApp(
    { services, shared: undefined, bus: undefined, close: async () => undefined },
    { check_answers: true },
  );
  return {
    services,
    app,
    clock,
    database_url,
    async close() {
      await app.close();
      await services.outbound.close();
      await services.database.close();
      await rm(data_dir, { recursive: true, force: true });
    },
  };
}

/** Somebody who can ask: a member of an account, with the token. */
export interface TestUser {
  id: number;
  token: string;
  name: string;
  email: string;
  ctx: AccountContext;
}

/** Makes an account. */
export const makeAccount = (desk: TestDesk, name = 'Acme') => createAccount(desk.services, { name });

/** Makes a member of an account. */
export async function makeUser(
  desk: TestDesk,
  account: AccountContext,
  role: Role,
  name = 'Ana Lima',
): Promise<TestUser> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}.${randomUUID().slice(0, 8)}@example.com`;
  const user = await createUser(account, { name, email, password: PASSWORD });
  await addMember(account, user.id, role);
  const token = await showAccessToken(account, 'User', user.id);
  const ctx = accountContext(desk.services, account.account, { type: 'user', id: user.id, name, role });
  return { id: user.id, token, name, email, ctx };
}

/** Makes an inbox of kind API, or of the kind given, with these members. */
export async function makeInbox(
  account: AccountContext,
  {
    name = 'Shop',
    members = [],
    channel = { type: 'api' },
    ...fields
  }: Partial<Parameters<typeof createInbox>[1]> & { members?: TestUser[] } = {},
) {
  const inbox = await createInbox(account, { ...fields, name, channel });
  const now = account.now();
  for (const { id: user_id } of members) {
    await account.queries.insert(inboxMembers).values({
      account_id: account.account.id,
      inbox_id: inbox.id,
      user_id,
      created_at: now,
      updated_at: now,
    });
  }
  return inbox;
}

/** Makes a bot with a token: the account's own, or the installation's. */
export async function makeBot(account: AccountContext, owner: 'account' | 'installation') {
  const now = account.now();
  const account_id = owner === 'account' ? account.account.id : null;
  const [bot] = await account.queries
    .insert(agentBots)
    .values({ account_id, name: 'Triage', created_at: now, updated_at: now })
    .returning();
  if (!bot) throw new Error('The bot was not stored');
  return { id: bot.id, token: await showAccessToken(account, 'AgentBot', bot.id) };
}

/** Signs in, as a dashboard would; answers the headers that name the session. */
export async function signIn(desk: TestDesk, { email }: Pick<TestUser, 'email'>) {
  const { status, headers } = await ask(desk, 'POST', '/auth/sign_in', {
    body: { email, password: PASSWORD },
  });
  if (status !== 200) throw new Error(`Signing in was refused with ${status}`);
  const { 'access-token': token, client, uid } = headers;
  return { 'access-token': String(token), client: String(client), uid: String(uid) };
}

/** Names of the events that were written in the account, oldest first. */
export async function listEventNames({ account, queries }: AccountContext): Promise<string[]> {
  const rows = await queries
    .select({ name: events.name })
    .from(events)
    .where(eq(events.account_id, account.id))
    .orderBy(events.id);
  return rows.map((row) => row.name);
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what they assert.
  body: any;
  headers: Record<string, unknown>;
  text: string;
}

interface Question {
  token?: string | undefined;
  /** Sent as JSON when it is an object, as it stands when it is text. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The address on the network that the request comes from; this machine unless said otherwise. */
  from?: string;
}

/** Asks the desk, as a program would. */
export async function ask(
  desk: TestDesk,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  { token, body, headers = {}, from = '127.0.0.1' }: Question = {},
): Promise<Answer> {
  const request: InjectOptions = {
    method,
    url: path,
    remoteAddress: from,
    headers: { ...(token === undefined ? {} : { api_access_token: token }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  };
  const reply = await desk.app.inject(request);
  const text = reply.body;
  const isJson = String(reply.headers['content-type']).startsWith('application/json');
  return { status: reply.statusCode, body: isJson ? JSON.parse(text) : text, headers: reply.headers, text };
}
