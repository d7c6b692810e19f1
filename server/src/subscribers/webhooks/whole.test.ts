import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { type Live, startLive } from '../../live.ts';
import { openReceiver, type Receiver } from './fixtures/receiver.ts';

let desk: TestDesk;
let shop: Shop;
let receiver: Receiver;
let live: Live;

beforeAll(async () => {
  desk = await openTestDesk({ OUTBOUND_ALLOW: '127.0.0.1' });
  shop = await makeShop(desk);
  receiver = await openReceiver();
  live = startLive(desk.services, undefined);
});
afterAll(async () => {
  await live?.stop();
  await receiver?.stop();
  await desk?.close();
});

it('whoever subscribes by the API is told of what is done by the API, as soon as it is done', async () => {
  const subscriptions = ['message_created', 'conversation_typing_on'];
  await shop.ask(shop.administrator, 'POST', '/webhooks', { url: receiver.url, subscriptions });
  const { display_id } = await makeConversation(shop.account, shop.inbox);
  const conversation = `/conversations/${display_id}`;
  await shop.ask(shop.agent, 'POST', `${conversation}/toggle_typing_status`, { typing_status: 'on' });
  await expect.poll(() => receiver.events(), { timeout: 2000 }).toEqual(['conversation_typing_on']);
  await shop.ask(shop.agent, 'POST', `${conversation}/messages`, { content: 'Hello' });
  await expect.poll(() => receiver.received.at(-1)?.body.content, { timeout: 2000 }).toBe('Hello');
});
