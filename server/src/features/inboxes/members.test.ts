import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const idsOf = (users: readonly { id: number }[]) => users.map(({ id }) => id);
const list = (who = shop.administrator, id = shop.inbox.id) => shop.ask(who, 'GET', `/inbox_members/${id}`);
const members = async () => idsOf((await list()).body.payload);
const write = (method: 'POST' | 'PATCH' | 'DELETE', users: readonly TestUser[], who = shop.administrator) =>
  shop.ask(who, method, '/inbox_members', { inbox_id: shop.inbox.id, user_ids: idsOf(users) });

it('members are listed by name to administrators and members', async () => {
  const { agent, outsider, administrator } = shop;
  await write('POST', [outsider, administrator]);
  const { status, body } = await list(agent);
  expect([status, idsOf(body.payload)]).toEqual([200, [administrator.id, agent.id, outsider.id]]);
  expect(body.payload[1]).toMatchObject({ name: 'Ben Brown', role: 'agent', email: agent.email });
});

it('an agent who is no member is refused the list, and an inbox of another account is not found', async () => {
  const other = await makeShop(desk);
  expect((await list(shop.outsider)).status).toBe(401);
  expect((await list(shop.administrator, other.inbox.id)).status).toBe(404);
});

it('adding answers all members, and lets the added see the inbox', async () => {
  const { agent, outsider } = shop;
  const { status, body } = await write('POST', [outsider, outsider, agent]);
  expect([status, idsOf(body.payload)]).toEqual([200, [agent.id, outsider.id]]);
  expect((await shop.ask(outsider, 'GET', `/inboxes/${shop.inbox.id}`)).status).toBe(200);
});

it('replacing leaves those who are given, and no others', async () => {
  const { agent, outsider } = shop;
  const { status, body } = await write('PATCH', [outsider]);
  expect([status, idsOf(body.payload)]).toEqual([200, [outsider.id]]);
  expect((await shop.ask(agent, 'GET', `/inboxes/${shop.inbox.id}`)).status).toBe(401);
  expect((await write('PATCH', [])).body).toEqual({ payload: [] });
});

it('removing answers nothing and leaves the others', async () => {
  const { agent, outsider, administrator } = shop;
  await write('POST', [outsider]);
  const { status, text } = await write('DELETE', [agent, administrator]);
  expect([status, text]).toEqual([200, '']);
  expect(await members()).toEqual([outsider.id]);
});

describe.each(['POST', 'PATCH', 'DELETE'] as const)('%s', (method) => {
  it('is for administrators', async () => {
    expect((await write(method, [shop.outsider], shop.agent)).status).toBe(401);
    expect(await members()).toEqual([shop.agent.id]);
  });

  it('finds no inbox of another account', async () => {
    const other = await makeShop(desk);
    const body = { inbox_id: shop.inbox.id, user_ids: [other.agent.id] };
    expect((await other.ask(other.administrator, method, '/inbox_members', body)).status).toBe(404);
    expect(await members()).toEqual([shop.agent.id]);
  });

  it('needs the inbox and a list of users', async () => {
    const given = { inbox_id: shop.inbox.id, user_ids: [shop.agent.id] };
    for (const field of ['inbox_id', 'user_ids']) {
      const body = { ...given, [field]: undefined };
      const answer = await shop.ask(shop.administrator, method, '/inbox_members', body);
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]]);
    }
    expect(await members()).toEqual([shop.agent.id]);
  });
});

it.each(['POST', 'PATCH'] as const)('%s with somebody of another account changes nothing', async (method) => {
  const stranger = (await makeShop(desk)).agent;
  const { status, body } = await write(method, [shop.outsider, stranger]);
  expect([status, body]).toEqual([
    422,
    { message: 'User ids must be agents of the account', attributes: ['user_ids'] },
  ]);
  expect(await members()).toEqual([shop.agent.id]);
});

it('who came and went is told of once, and makes what clients keep of inboxes old', async () => {
  const { agent, outsider, inbox } = shop;
  const told = await eventsDuring(shop.account, () => write('PATCH', [outsider]));
  expect(told.map(({ name }) => name)).toEqual(['inbox.members_changed', 'account.cache_invalidated']);
  expect(told[0]?.data).toEqual({ inbox_id: inbox.id, added: [outsider.id], removed: [agent.id] });
  expect(await eventsDuring(shop.account, () => write('PATCH', [outsider]))).toEqual([]);
});

describe('assignable agents', () => {
  const assignable = (ids: readonly number[], who = shop.administrator) =>
    shop.ask(who, 'GET', `/assignable_agents?${ids.map((id) => `inbox_ids[]=${id}`).join('&')}`);

  it('of an inbox are its members and the administrators, by name', async () => {
    const { status, body } = await shop.ask(shop.agent, 'GET', `/inboxes/${shop.inbox.id}/assignable_agents`);
    expect([status, idsOf(body.payload)]).toEqual([200, [shop.administrator.id, shop.agent.id]]);
  });

  it('of an inbox are not told to agents who are no members, nor to other accounts', async () => {
    const other = await makeShop(desk);
    const path = `/inboxes/${shop.inbox.id}/assignable_agents`;
    expect((await shop.ask(shop.outsider, 'GET', path)).status).toBe(401);
    expect((await other.ask(other.administrator, 'GET', path)).status).toBe(404);
  });

  it('of several inboxes are members of all of them, and administrators', async () => {
    const { account, agent, outsider, administrator, inbox } = shop;
    const both = await makeInbox(account, { name: 'Both', members: [agent, outsider] });
    const one = await makeInbox(account, { name: 'One', members: [outsider] });
    const seen = async (...ids: number[]) => idsOf((await assignable(ids)).body.payload);
    expect(await seen(both.id)).toEqual([administrator.id, agent.id, outsider.id]);
    expect(await seen(inbox.id, both.id, both.id)).toEqual([administrator.id, agent.id]);
    expect(await seen(inbox.id, both.id, one.id)).toEqual([administrator.id]);
  });

  it('are told only to those who see every one of the inboxes', async () => {
    const { account, agent, inbox } = shop;
    const hidden = await makeInbox(account, { name: 'Hidden' });
    const other = await makeShop(desk);
    expect((await assignable([inbox.id], agent)).status).toBe(200);
    expect((await assignable([inbox.id, hidden.id], agent)).status).toBe(401);
    expect((await assignable([inbox.id, other.inbox.id])).status).toBe(404);
  });

  it('need an inbox', async () => {
    const { status, body } = await assignable([]);
    expect([status, body.attributes]).toEqual([422, ['inbox_ids']]);
  });
});
