import { label as shape } from '@porchlight/contract/labels';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeShop, readEvents, type Shop } from '../../../test/factories.ts';
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

const create = (fields: object, who = shop.administrator) => shop.ask(who, 'POST', '/labels', fields);
const change = (id: number, fields: object, who = shop.administrator) =>
  shop.ask(who, 'PATCH', `/labels/${id}`, fields);
const listTitles = async (who = shop.administrator) => {
  const { body } = await shop.ask(who, 'GET', '/labels');
  return body.payload.map(({ title }: { title: string }) => title);
};
const cacheKey = async () => {
  const { body } = await shop.ask(shop.administrator, 'GET', '/cache_keys');
  return body.cache_keys.label;
};
const seconds = () => String(Math.floor(desk.clock.now().getTime() / 1000));

it('a label is answered bare, with the keys of the contract', async () => {
  const { status, body } = await create({
    title: 'Refund',
    description: 'money back',
    color: '#aa3300',
    show_on_sidebar: true,
  });
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body).error).toBeUndefined();
  expect(body).toEqual({
    id: body.id,
    title: 'refund',
    description: 'money back',
    color: '#aa3300',
    show_on_sidebar: true,
  });
});

it('a title alone is enough, with or without the root key', async () => {
  const bare = { description: null, color: '#1f93ff', show_on_sidebar: null };
  expect((await create({ title: 'vip' })).body).toMatchObject({ title: 'vip', ...bare });
  expect((await create({ label: { title: 'b2b' } })).body).toMatchObject({ title: 'b2b', ...bare });
});

it('labels are listed by title to every member, and those of other accounts are not', async () => {
  const other = await makeShop(desk);
  await other.ask(other.administrator, 'POST', '/labels', { title: 'foreign' });
  for (const title of ['vip', 'bug', 'lead']) await create({ title });
  expect(await listTitles(shop.agent)).toEqual(['bug', 'lead', 'vip']);
});

it.each(['b2b', 'a-b_c', '1st', 'čeština', 'ΑΘΉΝΑ', '日本', 'x_'])(
  'the title "%s" is taken',
  async (title) => {
    const { status, body } = await create({ title });
    expect([status, body.title]).toEqual([200, title.toLowerCase()]);
  },
);

it.each(['a', 'two words', '-first', '_first', 'dot.ted', '🙂🙂', 'a,b', 'a\nb'])(
  'the title "%s" is refused',
  async (title) => {
    const { status, body } = await create({ title });
    expect([status, body.attributes]).toEqual([422, ['title']]);
    expect(await listTitles()).toEqual([]);
  },
);

it.each<[why: string, fields: object, sentence: string]>([
  ['no title', {}, "Title can't be blank"],
  ['a blank title', { title: '  ' }, "Title can't be blank"],
  ['a colour that is none', { title: 'vip', color: 'red' }, 'Color must be a colour such as #1f93ff'],
  [
    'a place that is no truth value',
    { title: 'vip', show_on_sidebar: 'maybe' },
    'Show on sidebar must be true or false',
  ],
])('a label with %s is refused', async (_, fields, sentence) => {
  const { status, body } = await create(fields);
  expect([status, body.message]).toEqual([422, sentence]);
});

it('a title is one of a kind in its account, without regard to case, and not beyond', async () => {
  const other = await makeShop(desk);
  await create({ title: 'vip' });
  const twin = await create({ title: 'VIP' });
  expect([twin.status, twin.body]).toEqual([
    422,
    { message: 'Title has already been taken', attributes: ['title'] },
  ]);
  expect((await other.ask(other.administrator, 'POST', '/labels', { title: 'vip' })).status).toBe(200);
});

it('an administrator shows, changes and deletes a label', async () => {
  const { body: made } = await create({ title: 'vip', description: 'x' });
  const changed = await change(made.id, { color: '#000000', description: null });
  expect(changed.body).toEqual({ ...made, color: '#000000', description: null });
  expect((await shop.ask(shop.administrator, 'GET', `/labels/${made.id}`)).body).toEqual(changed.body);
  const { status, text } = await shop.ask(shop.administrator, 'DELETE', `/labels/${made.id}`);
  expect([status, text]).toEqual([200, '']);
  expect(await listTitles()).toEqual([]);
});

it('a label cannot be renamed to the title of another', async () => {
  await create({ title: 'vip' });
  const { body } = await create({ title: 'lead' });
  expect((await change(body.id, { title: 'vip' })).status).toBe(422);
  expect(await listTitles()).toEqual(['lead', 'vip']);
});

it('an agent can only list labels', async () => {
  const { body } = await create({ title: 'vip' });
  const { agent } = shop;
  const refused = [
    await create({ title: 'lead' }, agent),
    await change(body.id, { title: 'lead' }, agent),
    await shop.ask(agent, 'GET', `/labels/${body.id}`),
    await shop.ask(agent, 'DELETE', `/labels/${body.id}`),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(await listTitles()).toEqual(['vip']);
});

it('a label of another account is not found', async () => {
  const other = await makeShop(desk);
  const { body } = await other.ask(other.administrator, 'POST', '/labels', { title: 'vip' });
  const path = `/labels/${body.id}`;
  const refused = [
    await shop.ask(shop.administrator, 'GET', path),
    await change(body.id, { title: 'mine' }),
    await shop.ask(shop.administrator, 'DELETE', path),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await other.ask(other.administrator, 'GET', path)).body.title).toBe('vip');
});

it('every change is told of and makes what clients keep of labels old', async () => {
  const { body } = await create({ title: 'vip' });
  expect(await cacheKey()).toBe(seconds());
  desk.clock.advance(2000);
  await change(body.id, { title: 'vips' });
  expect(await cacheKey()).toBe(seconds());
  desk.clock.advance(2000);
  await shop.ask(shop.administrator, 'DELETE', `/labels/${body.id}`);
  expect(await cacheKey()).toBe(seconds());
  const told = (await readEvents(shop.account)).slice(-6);
  expect(told.map(({ name }) => name)).toEqual([
    'label.created',
    'account.cache_invalidated',
    'label.updated',
    'account.cache_invalidated',
    'label.deleted',
    'account.cache_invalidated',
  ]);
  expect(told.at(-1)?.data.cache_keys).toMatchObject({ label: seconds(), team: '0000000000' });
});

it('a change that changes nothing is not told of', async () => {
  const { body } = await create({ title: 'vip' });
  const before = (await readEvents(shop.account)).length;
  expect((await change(body.id, { title: 'VIP', color: '#1f93ff' })).body).toEqual(body);
  expect((await readEvents(shop.account)).length).toBe(before);
});
