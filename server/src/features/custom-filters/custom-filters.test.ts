import { customFilter as shape } from '@porchlight/contract/custom-filters';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeBot, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { FILTERS_MAX } from './custom-filter.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const query = {
  payload: [
    {
      attribute_key: 'assignee_id',
      attribute_model: 'standard',
      custom_attribute_type: '',
      filter_operator: 'equal_to',
      values: [{ id: 4, name: 'Ana' }],
      query_operator: 'and',
    },
    { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] },
  ],
};

const create = (fields: object, who = shop.agent) => shop.ask(who, 'POST', '/custom_filters', fields);
const show = (id: number, who = shop.agent) => shop.ask(who, 'GET', `/custom_filters/${id}`);
const list = async (search = '', who = shop.agent): Promise<string[]> => {
  const { body } = await shop.ask(who, 'GET', `/custom_filters${search}`);
  return body.map(({ name }: { name: string }) => name);
};

it('a filter is answered bare, with the keys of the contract, and its query as it was given', async () => {
  const { status, body } = await create({ custom_filter: { name: 'Mine', filter_type: 'contact', query } });
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body).error).toBeUndefined();
  expect(body).toEqual({
    id: body.id,
    name: 'Mine',
    filter_type: 'contact',
    query,
    created_at: desk.clock.now().toISOString(),
    updated_at: desk.clock.now().toISOString(),
  });
  expect((await show(body.id)).body).toEqual(body);
});

it('a name alone is a folder of conversations, with or without the root key', async () => {
  const bare = { filter_type: 'conversation', query: {} };
  expect((await create({ name: 'One' })).body).toMatchObject({ name: 'One', ...bare });
  expect((await create({ custom_filter: { name: 'Two' } })).body).toMatchObject({ name: 'Two', ...bare });
});

it('each type is listed by itself, those of conversations where none is named, the oldest first', async () => {
  await create({ name: 'B' });
  await create({ name: 'A' });
  await create({ name: 'Segment', filter_type: 'contact' });
  await create({ name: 'Figures', filter_type: 'report' });
  expect(await list()).toEqual(['B', 'A']);
  expect(await list('?filter_type=conversation')).toEqual(['B', 'A']);
  expect(await list('?filter_type=contact')).toEqual(['Segment']);
  expect(await list('?filter_type=report')).toEqual(['Figures']);
});

it.each(['PATCH', 'PUT'] as const)('a filter changes by %s, in what is named alone', async (method) => {
  const { body: made } = await create({ name: 'Mine', query });
  desk.clock.advance(2000);
  const path = `/custom_filters/${made.id}`;
  const renamed = await shop.ask(shop.agent, method, path, { custom_filter: { name: 'Ours' } });
  const updated_at = desk.clock.now().toISOString();
  expect([renamed.status, renamed.body]).toEqual([200, { ...made, name: 'Ours', updated_at }]);
  const emptied = await shop.ask(shop.agent, method, path, { query: {} });
  expect(emptied.body).toEqual({ ...made, name: 'Ours', query: {}, updated_at });
  expect((await show(made.id)).body).toEqual(emptied.body);
});

it('a filter is deleted, and is not found from then on', async () => {
  const { body } = await create({ name: 'Mine' });
  const path = `/custom_filters/${body.id}`;
  const { status, text } = await shop.ask(shop.agent, 'DELETE', path);
  expect([status, text]).toEqual([204, '']);
  expect((await shop.ask(shop.agent, 'DELETE', path)).status).toBe(404);
  expect((await show(body.id)).status).toBe(404);
  expect(await list()).toEqual([]);
});

it('nobody sees or changes what another saved, not even an administrator', async () => {
  const { body } = await create({ name: 'Mine' });
  const path = `/custom_filters/${body.id}`;
  const { administrator } = shop;
  const refused = [
    await shop.ask(administrator, 'GET', path),
    await shop.ask(administrator, 'PATCH', path, { name: 'Theirs' }),
    await shop.ask(administrator, 'DELETE', path),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(await list('', administrator)).toEqual([]);
  expect((await show(body.id)).body).toEqual(body);
});

it('bots have no filters', async () => {
  const { token } = await makeBot(desk, shop.account);
  const { statusCode } = await desk.app.inject({
    url: `/api/v1/accounts/${shop.account.account.id}/custom_filters`,
    headers: { api_access_token: token },
  });
  expect(statusCode).toBe(401);
});

const deep = (levels: number): object => (levels === 0 ? {} : { in: deep(levels - 1) });

it.each<[why: string, fields: object, sentence: string]>([
  ['no name', { query }, "Name can't be blank"],
  ['a blank name', { name: ' ' }, "Name can't be blank"],
  ['a name that is too long', { name: 'x'.repeat(256) }, 'Name is too long (maximum is 255 characters)'],
  [
    'a type that is none',
    { name: 'A', filter_type: 'message' },
    'Filter type must be one of conversation, contact, report',
  ],
  ['a query that is a list', { name: 'A', query: [1] }, 'Query must be an object of names and values'],
  ['no query', { name: 'A', query: null }, 'Query must be an object of names and values'],
  [
    'a query that is too long',
    { name: 'A', query: { payload: 'x'.repeat(100_000) } },
    'Query is too long (maximum is 100000 characters of JSON)',
  ],
  ['a query that is too deep', { name: 'A', query: deep(80) }, 'Query is nested deeper than 64 levels'],
])('a filter with %s is refused', async (_, fields, sentence) => {
  const { status, body } = await create(fields);
  expect([status, body.message]).toEqual([422, sentence]);
  expect(await list()).toEqual([]);
});

it('a list of a type that is none is refused', async () => {
  const { status, body } = await shop.ask(shop.agent, 'GET', '/custom_filters?filter_type=message');
  expect([status, body.attributes]).toEqual([422, ['filter_type']]);
});

it('everybody keeps so many and no more, whoever else keeps how many, and however they come', async () => {
  const { id } = shop.account.account;
  const fill = `insert into custom_filters (account_id, user_id, filter_type, name, created_at, updated_at)
    select $1, $2, 'contact', 'x', now(), now() from generate_series(1, $3)`;
  await desk.services.database.pool.query(fill, [id, shop.agent.id, FILTERS_MAX - 1]);
  const answers = await Promise.all([create({ name: 'A' }), create({ name: 'B' }), create({ name: 'C' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  const refused = answers.find(({ status }) => status === 422);
  expect(refused?.body.message).toBe(
    'You keep 1000 filters in this account, which is the most; delete one first',
  );
  expect((await create({ name: 'D' }, shop.administrator)).status).toBe(200);
});

it('whoever leaves the account leaves no filters behind', async () => {
  await create({ name: 'Mine' });
  await create({ name: 'Theirs' }, shop.administrator);
  await shop.ask(shop.administrator, 'DELETE', `/agents/${shop.agent.id}`);
  const { rows } = await desk.services.database.pool.query(
    'select name from custom_filters where account_id = $1',
    [shop.account.account.id],
  );
  expect(rows).toEqual([{ name: 'Theirs' }]);
});
