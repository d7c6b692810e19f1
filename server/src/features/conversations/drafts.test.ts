import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventsDuring, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk?.close());

const call = (method: 'GET' | 'PATCH' | 'PUT' | 'DELETE', body?: object, who = shop.agent) =>
  shop.ask(who, method, `/conversations/${conversation.display_id}/draft_messages`, body);
const NOTHING = { has_draft: false };

it('there is no draft at first', async () => {
  expect((await call('GET')).body).toEqual(NOTHING);
});

it.each(['PATCH', 'PUT'] as const)('%s keeps a draft, which colleagues share', async (method) => {
  const { status, text } = await call(method, { draft_message: { message: 'Dear ' } });
  expect([status, text]).toEqual([200, '']);
  expect((await call('GET', undefined, shop.administrator)).body).toEqual({
    has_draft: true,
    message: 'Dear ',
  });
});

it('the next draft takes the place of the one before', async () => {
  await call('PATCH', { draft_message: { message: 'Dear ' } });
  await call('PATCH', { message: 'Dear Rui' });
  expect((await call('GET')).body).toEqual({ has_draft: true, message: 'Dear Rui' });
});

it('an empty draft is none', async () => {
  await call('PATCH', { draft_message: { message: 'Dear ' } });
  expect((await call('PATCH', { draft_message: { message: '' } })).status).toBe(200);
  expect((await call('GET')).body).toEqual(NOTHING);
});

it('a dropped draft is gone, and dropping none is no mistake', async () => {
  await call('PATCH', { draft_message: { message: 'Dear ' } });
  expect([(await call('DELETE')).status, (await call('DELETE')).text]).toEqual([200, '']);
  expect((await call('GET')).body).toEqual(NOTHING);
});

it('each conversation has a draft of its own', async () => {
  const other = await makeConversation(shop.account, shop.inbox);
  await call('PATCH', { draft_message: { message: 'Dear ' } });
  await shop.ask(shop.agent, 'DELETE', `/conversations/${other.display_id}/draft_messages`);
  expect((await call('GET')).body).toMatchObject({ has_draft: true });
});

it('nobody is told of a draft', async () => {
  const keep = () => call('PATCH', { draft_message: { message: 'Dear ' } });
  expect(await eventsDuring(shop.account, keep)).toEqual([]);
});

it.each([
  [{}],
  [{ draft_message: 'x' }],
  [{ draft_message: { message: ['x'] } }],
  [{ message: 'x'.repeat(150_001) }],
])('a draft without text, or with too much of it, is refused (%#)', async (body) => {
  const answer = await call('PATCH', body);
  expect([answer.status, answer.body.attributes]).toEqual([422, ['message']]);
});
