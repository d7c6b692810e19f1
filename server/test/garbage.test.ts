import { setTimeout as wait } from 'node:timers/promises';
import { errors } from '@porchlight/contract/errors';
import type { OperationShape } from '@porchlight/contract/operation';
import { operations } from '@porchlight/contract/operations';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { AccountContext } from '../src/context.ts';
import { showAccessToken } from '../src/features/accounts/tokens.ts';
import { accessConversation } from '../src/features/conversations/access.ts';
import { isOfWebsite } from '../src/features/widget/access.ts';
import { makeMessage } from './factories.ts';
import {
  type Fields,
  fill,
  formOf,
  GARBAGE,
  multipartOf,
  RAW_BODIES,
  type Recipe,
  recipes,
} from './garbage.ts';
import {
  ask,
  makeAccount,
  makeBot,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from './harness.ts';
import { fillPath, namedOperations } from './operations.ts';
import { makeApp, permitTo, type TestApp } from './platform.ts';
import { makeWebsite, say, type Visitor, visit, websiteToken } from './visitors.ts';

const all = namedOperations.map(([, operation]) => operation);
const nameOf = (operation: OperationShape) => `${operation.method} ${operation.path}`;

const TIME_MS = 25_000;
const SHRINKING_MS = 5000;
const RUNS = 150;
const ANSWER_MS = 5000;

// Header lines and addresses end somewhere on every server; long values go into bodies.
const QUERY_MAX = 30_000;

function requestOf(recipe: Recipe, operation: OperationShape, world: World): InjectOptions {
  const { method } = operation;
  const address = fillPath(operation, (name, resource) => {
    const garbage = recipe.kind === 'fields' ? recipe.path[name] : undefined;
    const value = garbage === undefined ? trueId(world, name, resource) : GARBAGE[garbage];
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return encodeURIComponent(text.toWellFormed().slice(0, 1000)) || '0';
  });
  const ofWebsite = isOfWebsite(operation);
  const url = ofWebsite ? `${address}?website_token=${world.ids.website_token}` : address;
  if (recipe.kind === 'raw') {
    return {
      method,
      url,
      headers: { 'content-type': recipe.content_type },
      payload: RAW_BODIES[recipe.body] ?? '',
    };
  }
  const fields = fill(recipe, operation);
  switch (recipe.transport) {
    case 'json':
      return {
        method,
        url,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(fields),
      };
    case 'query':
      return { method, url: `${url}${ofWebsite ? '&' : '?'}${formOf(fields).slice(0, QUERY_MAX)}` };
    case 'form':
      return {
        method,
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: formOf(fields),
      };
    case 'multipart':
      return {
        method,
        url,
        headers: { 'content-type': 'multipart/form-data; boundary=edge' },
        payload: multipartOf(fields),
      };
  }
}

const INTERNALS =
  /\n\s+at |node_modules|\.ts:\d|\bselect\s.+\sfrom\s|\binsert into\b|failed query|violates|relation "|syntax error at or near|drizzle|\bpg_/i;

const statuses = new Set<number>(Object.values(errors).map((entry) => entry.status));
const sentence = z.string().regex(/\S/);
const refusalBodies = z.union([
  z.strictObject({ error: sentence }),
  z.strictObject({ errors: z.tuple([sentence]) }),
  z.strictObject({ success: z.literal(false), errors: z.tuple([sentence]) }),
  z.strictObject({ message: sentence, attributes: z.array(z.string()) }),
  z.strictObject({ message: sentence }),
  z.strictObject({ message: sentence, redirect_url: z.literal('/') }),
  z.strictObject({ status: z.int(), error: sentence }),
]);

/** An account with something in it; it serves until an operation takes away what the next one needs. */
interface World {
  admin: TestUser;
  app: TestApp;
  account_id: number;
  visitor_token: string;
  /** Ids by their name or by what stands before them in a path. */
  ids: Record<string, number | string>;
}

let desk: TestDesk;
let ends_at = 0;
let left = all.length;

beforeAll(async () => {
  desk = await openTestDesk();
  ends_at = performance.now() + TIME_MS;
});

afterAll(() => desk?.close());

let kept: World | undefined;

async function currentWorld(): Promise<World> {
  kept ??= await makeWorld();
  return kept;
}

async function makeWorld(): Promise<World> {
  const account = await makeAccount(desk);
  const admin = await makeUser(desk, account, 'administrator');
  const agent = await makeUser(desk, account, 'agent', 'Bob');
  const inbox = await makeInbox(account, { members: [agent] });
  const bot = await makeBot(account, 'account');
  const base = `/api/v1/accounts/${account.account.id}`;
  const created = await ask(desk, 'POST', `${base}/contacts`, {
    token: admin.token,
    body: { name: 'John Doe', email: 'john@example.com', inbox_id: inbox.id },
  });
  const contact_id: number = created.body.payload.contact.id;
  const conversation = await ask(desk, 'POST', `${base}/conversations`, {
    token: admin.token,
    body: { inbox_id: inbox.id, contact_id, message: { content: 'Hello' } },
  });
  const website = await makeWebsite(account, { members: [agent] });
  const visitor = await visit(desk, website);
  const ids = {
    website_token: websiteToken(website),
    messages: await askVisitor(account, visitor),
    accounts: account.account.id,
    agent_bots: bot.id,
    agents: agent.id,
    users: agent.id,
    inboxes: inbox.id,
    contacts: contact_id,
    conversations: conversation.body.id,
    inbox_identifier: String(inbox.settings.inbox_identifier),
    source_id: created.body.payload.contact_inbox.source_id,
  };
  const app = await makeApp(desk);
  await permitTo(desk, app, 'Account', account.account.id);
  await permitTo(desk, app, 'User', agent.id);
  await permitTo(desk, app, 'AgentBot', bot.id);
  return { admin, app, account_id: account.account.id, visitor_token: visitor.token, ids };
}

/** A message in a conversation of the visitor that asks for something. */
async function askVisitor(account: AccountContext, visitor: Visitor): Promise<number> {
  const conversation = await accessConversation(account, await say(visitor));
  const question = {
    content_type: 'form',
    content_attributes: { items: [{ name: 'a', label: 'A', type: 'text' }] },
  };
  return (await makeMessage(account, conversation, question)).id;
}

const trueId = ({ account_id, ids }: World, name: string, resource: string) =>
  name === 'account_id' ? account_id : (ids[name] ?? ids[resource] ?? 1);

/** Some operations give the administrator another token. */
const tokenOf = ({ admin }: World) => showAccessToken(admin.ctx, 'User', admin.id);

/** What one operation may take of the time that is left, so that a slow machine tries less and not longer. */
function nextShare(): number {
  const share = (ends_at - performance.now()) / left;
  left -= 1;
  return share;
}

async function answerOf(world: World, operation: OperationShape, request: InjectOptions) {
  // So that the limit on signing in does not hide what lies behind it.
  desk.clock.advance(60_000);
  const token = operation.permission === 'platform_app' ? world.app.token : await tokenOf(world);
  const headers = { api_access_token: token, 'x-auth-token': world.visitor_token, ...request.headers };
  return Promise.race([desk.app.inject({ ...request, headers }), wait(ANSWER_MS, undefined, { ref: false })]);
}

function expectGoodManners(answer: Awaited<ReturnType<typeof answerOf>>) {
  if (answer === undefined) throw new Error(`No answer within ${ANSWER_MS} ms`);
  const { statusCode, body, headers } = answer;
  expect(statusCode, body.slice(0, 500)).toBeLessThan(500);
  if (statusCode < 400) return;
  expect(statuses).toContain(statusCode);
  expect(body.slice(0, 5000)).not.toMatch(INTERNALS);
  if (statusCode === 429) return expect(body).toBe(errors.too_many_requests.text);
  expect(headers['content-type']).toMatch(/^application\/json/);
  const refused = refusalBodies.safeParse(JSON.parse(body));
  expect(refused.success, `not the shape of a refusal: ${body.slice(0, 500)}`).toBe(true);
  expect(body.length, 'a refusal that repeats what was sent').toBeLessThan(10_000);
}

const { agentBots, agents, inboxes, contacts, conversations, messages } = operations;
const READS: OperationShape[] = [
  agents.list,
  agentBots.show,
  inboxes.list,
  contacts.search,
  contacts.show,
  conversations.list,
  conversations.meta,
  conversations.show,
  messages.list,
];

/** Nothing was stored that the desk cannot show again; tells whether all of the world is still there. */
async function isWhole(world: World): Promise<boolean> {
  const token = await tokenOf(world);
  let whole = true;
  for (const operation of READS) {
    const path = fillPath(operation, (name, resource) => String(trueId(world, name, resource)));
    const { status, text } = await ask(desk, 'GET', `${path}?status=all&q=e`, { token });
    expect(status, `${path}: ${text.slice(0, 500)}`).toBeLessThan(500);
    whole &&= status === 200;
  }
  return whole;
}

describe('garbage is refused with a sentence, or taken, and never breaks the desk', () => {
  it.each(all.map((operation) => [nameOf(operation), operation] as const))('%s', async (_, operation) => {
    const world = await currentWorld();
    let until = performance.now() + nextShare();
    let tried = 0;
    let failed = false;
    const property = fc.asyncProperty(recipes(operation), async (recipe) => {
      // Every operation is tried once at least, however slow the machine.
      if (tried > 0 && performance.now() > until) return;
      tried += 1;
      try {
        expectGoodManners(await answerOf(world, operation, requestOf(recipe, operation, world)));
      } catch (error) {
        if (!failed) until = performance.now() + SHRINKING_MS;
        failed = true;
        throw error;
      }
    });
    await fc.assert(property, { numRuns: RUNS });
    if (!(await isWhole(world))) kept = undefined;
  });

  it.each(['thousand levels as text', 'hundred thousand levels as text'])(
    '%s: refused where JSON is taken as text',
    async (name) => {
      const fields: Fields = {
        kind: 'fields',
        transport: 'json',
        from_example: true,
        garbage: [['content_attributes', name]],
        path: {},
      };
      const world = await currentWorld();
      const answer = await answerOf(world, messages.create, requestOf(fields, messages.create, world));
      expect(answer?.statusCode).toBe(422);
    },
  );

  it('pollutes no prototype', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
