import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { ask, makeAccount, makeUser, openTestDesk, signIn, type TestDesk } from '../../../test/harness.ts';
import { makeApp, permitTo, type TestApp } from '../../../test/platform.ts';
import { users } from '../accounts/table.ts';

let desk: TestDesk;
let app: TestApp;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  app = await makeApp(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  await permitTo(desk, app, 'Account', shop.account.account.id);
});
afterAll(() => desk?.close());

const path = () => `/accounts/${shop.account.account.id}/account_users`;
const put = (body: object) => app.ask('POST', path(), body);

it('a user of elsewhere becomes a member, an agent unless said otherwise', async () => {
  const ana = await makeUser(desk, await makeAccount(desk), 'administrator');
  let answer: Awaited<ReturnType<typeof put>> | undefined;
  const told = await eventsDuring(shop.account, async () => {
    answer = await put({ user_id: ana.id });
  });
  expect(answer?.status).toBe(200);
  expect(answer?.body).toEqual({
    id: expect.any(Number),
    account_id: shop.account.account.id,
    user_id: ana.id,
    role: 'agent',
    inviter_id: null,
    created_at: expect.stringMatching(/Z$/),
    updated_at: expect.stringMatching(/Z$/),
    active_at: null,
    availability: 'online',
    auto_offline: true,
    custom_role_id: null,
    agent_capacity_policy_id: null,
  });
  expect(told.map(({ name, data }) => [name, data])).toEqual([
    ['agent.added', { user_id: ana.id, role: 'agent' }],
  ]);
  expect((await shop.ask(ana, 'GET', '/labels')).status).toBe(200);
});

it('a member gets another role, and keeps it when none is given', async () => {
  const { id: user_id } = shop.agent;
  const told = await eventsDuring(shop.account, async () => {
    expect((await put({ user_id, role: 'administrator' })).body.role).toBe('administrator');
    expect((await put({ user_id })).body.role).toBe('administrator');
  });
  expect(told.map(({ name, data }) => [name, data.changes])).toEqual([
    ['agent.updated', { role: ['agent', 'administrator'] }],
  ]);
  expect((await put({ user_id, role: 0 })).body.role).toBe('agent');
});

it('two who ask at once make one membership', async () => {
  const ana = await makeUser(desk, await makeAccount(desk), 'agent');
  const both = await Promise.all([put({ user_id: ana.id }), put({ user_id: ana.id, role: 'administrator' })]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[0].body.id).toBe(both[1].body.id);
});

it.each([
  ['nobody', {}, 'user_id'],
  ['a user that there is not', { user_id: 999_999_999 }, 'user_id'],
  ['a role that there is not', { user_id: 1, role: 'owner' }, 'role'],
])('%s is refused with a sentence', async (_, body, field) => {
  const answer = await put(body);
  expect([answer.status, answer.body.attributes]).toEqual([422, [field]]);
});

it('whoever signed up with an address that nobody confirmed does not come in with it', async () => {
  const ana = await makeUser(desk, await makeAccount(desk), 'agent');
  const session = await signIn(desk, ana);
  const { queries } = desk.services.database;
  await queries.update(users).set({ confirmed_at: null }).where(eq(users.id, ana.id));
  expect((await put({ user_id: ana.id })).status).toBe(200);
  const { id } = shop.account.account;
  for (const proof of [{ headers: session }, { token: ana.token }]) {
    expect((await ask(desk, 'GET', `/api/v1/accounts/${id}/labels`, proof)).status).toBe(401);
  }
});

it('members are listed, oldest first', async () => {
  const { status, body } = await app.ask('GET', path());
  expect(status).toBe(200);
  expect(body.map(({ user_id, role }: Record<string, unknown>) => [user_id, role])).toEqual([
    [shop.administrator.id, 'administrator'],
    [shop.agent.id, 'agent'],
    [shop.outsider.id, 'agent'],
  ]);
});

describe('taking a user out', () => {
  const remove = (user_id: unknown) => app.ask('DELETE', path(), { user_id });

  it('leaves their conversations to nobody, and the user as they are', async () => {
    const { account, inbox, agent } = shop;
    const conversation = await makeConversation(account, inbox, { assignee_id: agent.id });
    const told = await eventsDuring(account, async () => {
      const { status, text } = await remove(agent.id);
      expect([status, text]).toEqual([200, '']);
    });
    expect(told.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['assignee.changed', 'agent.removed']),
    );
    expect((await readConversation(account, conversation)).assignee_id).toBeNull();
    expect((await shop.ask(agent, 'GET', '/labels')).status).toBe(401);
    expect((await ask(desk, 'GET', '/api/v1/profile', { token: agent.token })).status).toBe(200);
  });

  it('passes over whoever is no member, and wants to be told whom', async () => {
    const ana = await makeUser(desk, await makeAccount(desk), 'agent');
    expect(await eventsDuring(shop.account, () => remove(ana.id))).toEqual([]);
    expect((await remove(ana.id)).status).toBe(200);
    expect((await remove(undefined)).status).toBe(422);
    expect((await app.ask('GET', path())).body).toHaveLength(3);
  });

  it('takes the user in the query, as programs without a body send it', async () => {
    expect((await app.ask('DELETE', `${path()}?user_id=${shop.agent.id}`)).status).toBe(200);
    expect((await app.ask('GET', path())).body).toHaveLength(2);
  });
});
