import { type DeskState, emptyDesk } from '@porchlight/client/state/desk';
import { fold, type WireEvent } from '@porchlight/client/state/fold';
import { keepInboxes, loadConversations } from '@porchlight/client/state/load';
import { conversation as conversationShape } from '@porchlight/contract/conversations';
import type { OperationShape } from '@porchlight/contract/operation';
import { type PermissionEntry, permissions } from '@porchlight/contract/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, comparable, readDesk, readThread } from './folding.ts';
import { openTestDesk, type TestDesk } from './harness.ts';
import { agentIdentifier } from './listeners.ts';
import { goLive, type LiveDesk, RawClient } from './live.ts';
import { WITH_MAIL } from './mails.ts';
import { namedOperations } from './operations.ts';
import { type Cell, cellsOf } from './tenancy-cells.ts';
import { isOfHidden } from './tenancy-examples.ts';
import { requestOf } from './tenancy-request.ts';
import { makeWorld, type World } from './tenancy-world.ts';

/*
 * For each verb: a client reads everything, somebody acts, the client folds what its socket brings, and then knows what
 * a client that reads everything anew knows.
 */

let desk: TestDesk;
let live: LiveDesk;
let world: World;
let client: RawClient;
let state: DeskState;
let heard = 0;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
  live = await goLive(desk);
  await begin();
});
afterAll(async () => {
  client?.close();
  await live?.stop();
  await desk?.close();
});

/** Makes accounts anew, as what the last verb took away is wanted by the next. */
async function begin() {
  client?.close();
  world = await makeWorld(desk, { word: 'home', secret: 'canary' }, { word: 'other', secret: 'elsewhere' });
  const { administrator, own } = world.home;
  client = await new RawClient(live.url).opened();
  const account = { ...administrator.ctx, account: { ...administrator.ctx.account, id: own.accounts } };
  await client.subscribe(await agentIdentifier(account, administrator));
  await live.drain();
  heard = client.frames.length;
  state = await readDesk(ask, own.accounts);
}

const ask: Ask = async (path) => {
  const { administrator, own } = world.home;
  const url = `/api/v1/accounts/${own.accounts}${path}`;
  const answer = await desk.app.inject({ url, headers: { api_access_token: administrator.token } });
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
  return answer.json();
};

const canAdministrator = ({ permission }: OperationShape) => {
  const { roles }: PermissionEntry = permissions[permission];
  return roles.includes('administrator');
};

/** What customers' programs do, by the identifier of the inbox. */
const isPublic = ({ permission }: OperationShape) =>
  permission === 'inbox_identifier' || permission === 'contact';

const isVerb = ({ method, path }: OperationShape) => method !== 'GET' && !path.endsWith('/filter');

const verbs = namedOperations.filter(
  ([, operation]) =>
    isVerb(operation) &&
    (isPublic(operation) ||
      (operation.path.startsWith('/api/v1/accounts/{account_id}/') && canAdministrator(operation))),
);

const callerOf = (operation: OperationShape) => (isPublic(operation) ? 'no token' : 'an administrator');

const isElsewhere = ({ account, path, fields, variant }: Cell) =>
  account !== 'own' || Object.keys({ ...path, ...fields }).length > 0 || isOfHidden(variant);

/** What whoever may does with the own records, and is not refused. */
const cases = verbs.flatMap(([name, operation]) =>
  cellsOf(name, operation)
    .filter((cell) => cell.caller === callerOf(operation) && !isElsewhere(cell) && cell.status < 400)
    .map((cell) => [name, cell.variant, operation, cell] as const),
);

/** Takes in what the socket brought, and asks for what that speaks of and is not here. */
async function catchUp() {
  await live.drain();
  for (; heard < client.frames.length; heard += 1) {
    const message = client.frames[heard]?.message;
    if (message) state = fold(state, message as WireEvent, desk.clock.now().getTime());
  }
  const asked_at = state.version;
  for (const id of state.unknown)
    state = loadConversations(state, [await ask(`/conversations/${id}`)], asked_at);
  for (const id of state.conversations.keys())
    if (!state.threads.has(id)) state = await readThread(ask, state, id);
  if (state.cache_keys.inbox) {
    const { payload } = await ask<{ payload: { id: number }[] }>('/inboxes');
    state = keepInboxes(
      state,
      payload.map(({ id }) => id),
    );
  }
}

async function act(name: string, operation: OperationShape, cell: Cell) {
  const request = requestOf([name, operation], cell, world);
  desk.clock.advance(2000);
  const asked_at = state.version;
  const answer = await desk.app.inject(request);
  const answered = conversationShape.safeParse(safely(answer.body));
  if (answered.success) state = loadConversations(state, [answered.data], asked_at);
  return answer;
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shown = new Set<string>();
/** Whether the last case failed: the next one begins anew. */
let isUnlike = false;

describe('what the socket brings, folded, is what a fresh reader finds', () => {
  it.each(cases)('%s %s', async (name, _variant, operation, cell) => {
    if (isUnlike) await begin();
    isUnlike = true;
    let answer = await act(name, operation, cell);
    // What an earlier verb took away is there again in a new world.
    if (answer.statusCode >= 400) {
      await begin();
      answer = await act(name, operation, cell);
    }
    expect.soft(answer.statusCode, answer.body).toBeLessThan(400);
    await expect
      .poll(async () => {
        await catchUp();
        return comparable(state);
      })
      .toEqual(comparable(await readDesk(ask, world.home.own.accounts)));
    isUnlike = false;
    shown.add(name);
  });

  it('and these are all the verbs that there are', () => {
    expect(shown.size).toBe(new Set(cases.map(([name]) => name)).size);
    expect(shown.size).toBeGreaterThan(60);
  });

  it('a reader that folds nothing would not find it', async () => {
    expect(comparable(emptyDesk(world.home.own.accounts))).not.toEqual(comparable(state));
  });
});
