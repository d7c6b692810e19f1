import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
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

const act = (verb: 'update_last_seen' | 'unread', who = shop.agent) =>
  shop.ask(who, 'POST', `/conversations/${conversation.display_id}/${verb}`);
const hear = () => makeMessage(shop.agent.ctx, conversation, { message_type: 'incoming' });
const now = () => Math.floor(desk.clock.now().getTime() / 1000);

it('reading answers the whole conversation, with nothing unread', async () => {
  await hear();
  desk.clock.advance(5000);
  const { status, body } = await act('update_last_seen');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: conversation.display_id,
    unread_count: 0,
    agent_last_seen_at: now(),
    assignee_last_seen_at: 0,
  });
});

it('it counts as read by the assignee when the assignee reads', async () => {
  await setColumns(shop.account, conversation, { assignee_id: shop.agent.id });
  expect((await act('update_last_seen', shop.administrator)).body.assignee_last_seen_at).toBe(0);
  expect((await act('update_last_seen')).body.assignee_last_seen_at).toBe(now());
});

it('unread goes back to a second before the last message of the customer', async () => {
  await hear();
  desk.clock.advance(60_000);
  const last = await hear();
  await makeMessage(shop.agent.ctx, conversation);
  desk.clock.advance(60_000);
  await act('update_last_seen');
  const { body } = await act('unread');
  const seen = Math.floor(last.created_at.getTime() / 1000) - 1;
  expect(body).toMatchObject({
    unread_count: 1,
    agent_last_seen_at: seen,
    assignee_last_seen_at: seen,
  });
});

it('unread means never seen when the customer said nothing', async () => {
  await makeMessage(shop.agent.ctx, conversation);
  await act('update_last_seen');
  expect((await act('unread')).body).toMatchObject({ agent_last_seen_at: 0, assignee_last_seen_at: 0 });
});

it('neither tells anybody, nor counts as a change of the conversation', async () => {
  await hear();
  const before = await readConversation(shop.account, conversation);
  desk.clock.advance(5000);
  expect(await eventsDuring(shop.account, () => act('update_last_seen'))).toEqual([]);
  expect(await eventsDuring(shop.account, () => act('unread'))).toEqual([]);
  expect((await readConversation(shop.account, conversation)).updated_at).toEqual(before.updated_at);
});
