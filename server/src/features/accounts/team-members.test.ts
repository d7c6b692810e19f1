import { agent as shape } from '@porchlight/contract/people';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventsDuring, makeShop, makeTeam, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let team_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  team_id = (await makeTeam(shop.account, 'billing', { members: [shop.agent] })).id;
});
afterAll(() => desk?.close());

const path = () => `/teams/${team_id}/team_members`;
const write = (method: 'POST' | 'PATCH' | 'DELETE', users: readonly TestUser[], who = shop.administrator) =>
  shop.ask(who, method, path(), { user_ids: users.map(({ id }) => id) });
const idsIn = (body: { id: number }[]) => body.map(({ id }) => id).sort((a, b) => a - b);
const members = async () => idsIn((await shop.ask(shop.agent, 'GET', path())).body);

it('the members are a bare list of agents, by name, for every member of the account', async () => {
  await write('POST', [shop.outsider, shop.administrator]);
  const { status, body } = await shop.ask(shop.outsider, 'GET', path());
  expect(status).toBe(200);
  expect(body.map(({ name }: { name: string }) => name)).toEqual(['Ada Adams', 'Ben Brown', 'Cleo Clark']);
  expect(shape.strict().safeParse(body[0]).error).toBeUndefined();
});

it('adding answers only those who were not members before', async () => {
  const { agent, outsider } = shop;
  const { status, body } = await write('POST', [agent, outsider, outsider]);
  expect([status, idsIn(body)]).toEqual([200, [outsider.id]]);
  expect(await members()).toEqual([agent.id, outsider.id]);
});

it('replacing answers all who are members now', async () => {
  const { administrator, outsider } = shop;
  const { status, body } = await write('PATCH', [outsider, administrator]);
  expect([status, idsIn(body)]).toEqual([200, [administrator.id, outsider.id]]);
  expect((await write('PATCH', [])).body).toEqual([]);
  expect(await members()).toEqual([]);
});

it('removing answers nothing and leaves the others', async () => {
  const { agent, outsider, administrator } = shop;
  await write('POST', [outsider]);
  const { status, text } = await write('DELETE', [agent, administrator]);
  expect([status, text]).toEqual([200, '']);
  expect(await members()).toEqual([outsider.id]);
});

it('the users may stand in the query of a removal', async () => {
  await shop.ask(shop.administrator, 'DELETE', `${path()}?user_ids[]=${shop.agent.id}`);
  expect(await members()).toEqual([]);
});

it.each(['POST', 'PATCH', 'DELETE'] as const)(
  '%s with somebody of another account changes nothing',
  async (method) => {
    const stranger = (await makeShop(desk)).agent;
    const { status, body } = await write(method, [shop.outsider, stranger, shop.agent]);
    expect([status, body]).toEqual([401, { error: 'Invalid User IDs' }]);
    expect(await members()).toEqual([shop.agent.id]);
  },
);

it.each(['POST', 'PATCH', 'DELETE'] as const)('%s is not for agents', async (method) => {
  const { status, body } = await write(method, [shop.outsider], shop.agent);
  expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
  expect(await members()).toEqual([shop.agent.id]);
});

it.each(['POST', 'PATCH', 'DELETE'] as const)(
  '%s for a team of another account finds none',
  async (method) => {
    const other = await makeShop(desk);
    const { status } = await other.ask(other.administrator, method, path(), { user_ids: [other.agent.id] });
    expect(status).toBe(404);
    expect(await members()).toEqual([shop.agent.id]);
  },
);

it.each([[undefined], [null], ['many'], [[0]], [[{}]], [Array.from({ length: 1001 }, (_, i) => i + 1)]])(
  'users given as %j are refused',
  async (user_ids) => {
    const { status, body } = await shop.ask(shop.administrator, 'PATCH', path(), { user_ids });
    expect(status).toBe(422);
    expect(body.attributes[0]).toMatch(/^user_ids/);
    expect(await members()).toEqual([shop.agent.id]);
  },
);

it('who came and went is told of once, and makes what clients keep of teams old', async () => {
  const { agent, outsider } = shop;
  const told = await eventsDuring(shop.account, () => write('PATCH', [outsider]));
  expect(told.map(({ name }) => name)).toEqual(['team.members_changed', 'account.cache_invalidated']);
  expect(told[0]?.data).toEqual({ team_id, added: [outsider.id], removed: [agent.id] });
  expect(await eventsDuring(shop.account, () => write('PATCH', [outsider]))).toEqual([]);
});
