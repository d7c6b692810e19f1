import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  makeContact,
  makeConversation,
  makeShop,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const see = (kind: 'user' | 'contact', id: number) =>
  desk.services.presence.see(shop.account.account.id, kind, id);
const statusOf = async (id: number) => {
  const { body } = await shop.ask(shop.administrator, 'GET', '/agents');
  return body.find((agent: { id: number }) => agent.id === id).availability_status;
};

it('an agent who is seen shows the availability that they chose, and offline when they are gone', async () => {
  expect(await statusOf(shop.agent.id)).toBe('offline');
  see('user', shop.agent.id);
  expect(await statusOf(shop.agent.id)).toBe('online');
  desk.clock.advance(30_000);
  expect(await statusOf(shop.agent.id)).toBe('offline');
});

it('conversations are given to members who are seen', async () => {
  const inbox = await makeInbox(shop.account, { name: 'Turns', members: [shop.agent] });
  const before = await makeConversation(shop.account, inbox);
  see('user', shop.agent.id);
  const after = await makeConversation(shop.account, inbox);
  const assignees = await Promise.all(
    [before, after].map(async (row) => (await readConversation(shop.account, row))?.assignee_id),
  );
  expect(assignees).toEqual([null, shop.agent.id]);
});

it('contacts that are seen are listed as active, also those with only a name', async () => {
  const ana = await makeContact(shop.account, { name: 'Ana' });
  await makeContact(shop.account, { name: 'Ben' });
  see('contact', ana.id);
  const { body } = await shop.ask(shop.agent, 'GET', '/contacts/active');
  expect(body.meta.count).toBe(1);
  expect(body.payload).toMatchObject([{ id: ana.id, availability_status: 'online' }]);
});
