import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { inboxMembers } from '../inboxes/table.ts';

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

const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', body?: object) =>
  shop.ask(shop.agent, method, `/conversations/${conversation.display_id}/participants`, body);
const idsIn = (body: { id: number }[]) => body.map(({ id }) => id);
const watching = async () => idsIn((await call('GET')).body);

it('people are listed as a bare list of agents', async () => {
  expect((await call('GET')).body).toEqual([]);
  await call('POST', { user_ids: [shop.agent.id] });
  const { body } = await call('GET');
  expect(body).toMatchObject([
    { id: shop.agent.id, name: 'Ben Brown', email: shop.agent.email, role: 'agent' },
  ]);
});

it('adding answers only those who are new to it', async () => {
  await call('POST', { user_ids: [shop.agent.id] });
  const { body } = await call('POST', { user_ids: [shop.agent.id, shop.administrator.id] });
  expect(idsIn(body)).toEqual([shop.administrator.id]);
  expect((await watching()).sort()).toEqual([shop.agent.id, shop.administrator.id].sort());
});

it.each(['PATCH', 'PUT'] as const)('%s leaves exactly those who are named', async (method) => {
  await call('POST', { user_ids: [shop.agent.id] });
  expect(idsIn((await call(method, { user_ids: [shop.administrator.id] })).body)).toEqual([
    shop.administrator.id,
  ]);
  expect(await watching()).toEqual([shop.administrator.id]);
  expect((await call(method, { user_ids: [] })).body).toEqual([]);
});

it('removing takes away those who are named, with an empty answer', async () => {
  await call('POST', { user_ids: [shop.agent.id, shop.administrator.id] });
  const { status, text } = await call('DELETE', { user_ids: [shop.agent.id, shop.outsider.id] });
  expect([status, text]).toEqual([200, '']);
  expect(await watching()).toEqual([shop.administrator.id]);
  expect((await call('DELETE')).status).toBe(200);
  expect(await watching()).toEqual([shop.administrator.id]);
});

it('somebody who left the inbox may go on watching, or be removed', async () => {
  await call('POST', { user_ids: [shop.agent.id] });
  await shop.account.queries.delete(inboxMembers).where(eq(inboxMembers.inbox_id, shop.inbox.id));
  const path = `/conversations/${conversation.display_id}/participants`;
  const ask = (method: 'PATCH' | 'DELETE' | 'GET', body?: object) =>
    shop.ask(shop.administrator, method, path, body);
  const both = { user_ids: [shop.agent.id, shop.administrator.id] };
  expect((await ask('PATCH', both)).body).toHaveLength(2);
  expect((await ask('DELETE', { user_ids: [shop.agent.id] })).status).toBe(200);
  expect(idsIn((await ask('GET')).body)).toEqual([shop.administrator.id]);
});

it('watchers of one conversation do not watch another', async () => {
  const other = await makeConversation(shop.account, shop.inbox);
  await call('POST', { user_ids: [shop.agent.id] });
  await shop.ask(shop.agent, 'PATCH', `/conversations/${other.display_id}/participants`, { user_ids: [] });
  await shop.ask(shop.agent, 'DELETE', `/conversations/${other.display_id}/participants`, {
    user_ids: [shop.agent.id],
  });
  expect(await watching()).toEqual([shop.agent.id]);
});

describe.each(['POST', 'PATCH'] as const)('%s', (method) => {
  it('refuses an agent who is not in the inbox, and adds nobody', async () => {
    const { status, body } = await call(method, { user_ids: [shop.agent.id, shop.outsider.id] });
    expect([status, body.attributes]).toEqual([422, ['user_ids']]);
    expect(body.message).toContain(String(shop.outsider.id));
    expect(await watching()).toEqual([]);
  });

  it('refuses somebody of another account', async () => {
    const other = await makeShop(desk);
    expect((await call(method, { user_ids: [other.administrator.id] })).status).toBe(422);
    expect(await watching()).toEqual([]);
  });

  it.each(['x', 5, [0], ['x'], [1.5], [{}]])('refuses ids that are %j', async (user_ids) => {
    expect((await call(method, { user_ids })).status).toBe(422);
  });
});
