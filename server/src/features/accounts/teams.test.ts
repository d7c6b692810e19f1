import { team as shape } from '@porchlight/contract/people';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeShop, makeTeam, readEvents, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const create = (fields: object, who = shop.administrator) => shop.ask(who, 'POST', '/teams', fields);
const change = (id: number, fields: object, who = shop.administrator) =>
  shop.ask(who, 'PATCH', `/teams/${id}`, fields);
const list = async (who = shop.administrator) => (await shop.ask(who, 'GET', '/teams')).body;

it('a team is answered bare, with the keys of the contract', async () => {
  const { status, body } = await create({
    name: ' Billing ',
    description: 'Invoices',
    allow_auto_assign: false,
  });
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body).error).toBeUndefined();
  expect(body).toEqual({
    id: body.id,
    name: 'billing',
    description: 'Invoices',
    allow_auto_assign: false,
    account_id: shop.account.account.id,
    is_member: false,
  });
});

it('a name alone is enough, with or without the root key', async () => {
  const bare = { description: null, allow_auto_assign: true };
  expect((await create({ name: 'billing' })).body).toMatchObject({ name: 'billing', ...bare });
  expect((await create({ team: { name: 'sales' } })).body).toMatchObject({ name: 'sales', ...bare });
});

it('teams are listed by name in a bare list that says of which the caller is a member', async () => {
  await makeTeam(shop.account, 'sales', { members: [shop.agent] });
  await makeTeam(shop.account, 'billing');
  await makeTeam((await makeShop(desk)).account, 'foreign');
  const seen = async (who: typeof shop.agent) =>
    (await list(who)).map(({ name, is_member }: { name: string; is_member: boolean }) => [name, is_member]);
  expect(await seen(shop.agent)).toEqual([
    ['billing', false],
    ['sales', true],
  ]);
  expect(await seen(shop.administrator)).toEqual([
    ['billing', false],
    ['sales', false],
  ]);
});

it('any member shows a team', async () => {
  const { id } = await makeTeam(shop.account, 'sales', { members: [shop.agent] });
  const { status, body } = await shop.ask(shop.agent, 'GET', `/teams/${id}`);
  expect([status, body.name, body.is_member]).toEqual([200, 'sales', true]);
  expect((await shop.ask(shop.outsider, 'GET', `/teams/${id}`)).body.is_member).toBe(false);
});

it('a team changes in what is given', async () => {
  const { body: made } = await create({ name: 'billing', description: 'Invoices' });
  const { status, body } = await change(made.id, { name: 'Money', allow_auto_assign: 'false' });
  expect([status, body]).toEqual([200, { ...made, name: 'money', allow_auto_assign: false }]);
  expect((await change(made.id, { description: null })).body.description).toBeNull();
});

it.each<[why: string, fields: object, sentence: string]>([
  ['no name', {}, "Name can't be blank"],
  ['a blank name', { name: ' ' }, "Name can't be blank"],
  ['a name that is too long', { name: 'x'.repeat(256) }, 'Name is too long (maximum is 255 characters)'],
  [
    'assignment that is no truth value',
    { name: 'x', allow_auto_assign: 'maybe' },
    'Allow auto assign must be true or false',
  ],
])('a team with %s is refused', async (_, fields, sentence) => {
  const { status, body } = await create(fields);
  expect([status, body.message]).toEqual([422, sentence]);
  expect(await list()).toEqual([]);
});

it('a name is one of a kind in its account, without regard to case, and not beyond', async () => {
  await makeTeam((await makeShop(desk)).account, 'billing');
  const { body } = await create({ name: 'billing' });
  const { body: other } = await create({ name: 'sales' });
  const refusal = { message: 'Name has already been taken', attributes: ['name'] };
  expect((await create({ name: 'BILLING' })).body).toEqual(refusal);
  expect((await change(other.id, { name: 'Billing' })).body).toEqual(refusal);
  expect((await change(body.id, { name: 'Billing' })).status).toBe(200);
});

it('an agent cannot make or change a team', async () => {
  const { id } = await makeTeam(shop.account, 'billing', { members: [shop.agent] });
  const refused = [await create({ name: 'sales' }, shop.agent), await change(id, { name: 'x1' }, shop.agent)];
  expect(refused.map(({ status }) => status)).toEqual([401, 401]);
  expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['billing']);
});

it('a team of another account is not found', async () => {
  const { id } = await makeTeam((await makeShop(desk)).account, 'billing');
  const refused = [
    await shop.ask(shop.administrator, 'GET', `/teams/${id}`),
    await change(id, { name: 'mine' }),
    await shop.ask(shop.administrator, 'GET', `/teams/${id}/team_members`),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
});

it('every change is told of and makes what clients keep of teams old', async () => {
  const { body } = await create({ name: 'billing' });
  desk.clock.advance(2000);
  await change(body.id, { name: 'money' });
  await change(body.id, { name: 'money' });
  const told = (await readEvents(shop.account)).slice(-4);
  expect(told.map(({ name }) => name)).toEqual([
    'team.created',
    'account.cache_invalidated',
    'team.updated',
    'account.cache_invalidated',
  ]);
  const team = String(Math.floor(desk.clock.now().getTime() / 1000));
  const { body: keys } = await shop.ask(shop.agent, 'GET', '/cache_keys');
  expect(keys.cache_keys).toMatchObject({ team });
  expect(told.at(-1)?.data.cache_keys).toEqual(keys.cache_keys);
});
