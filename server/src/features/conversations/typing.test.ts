import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsDuring, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import type { Signal } from '../../context.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let signals: Signal[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk?.close());

const type = (body: object, who = shop.agent) => {
  signals = [];
  desk.services.signal = (signal) => signals.push(signal);
  return shop.ask(who, 'POST', `/conversations/${conversation.display_id}/toggle_typing_status`, body);
};

it.each([
  ['on', undefined, 'conversation.typing_on', false],
  ['off', false, 'conversation.typing_off', false],
  ['on', 'true', 'conversation.typing_on', true],
])('typing %s, private %s, is signalled as %s', async (typing_status, is_private, name, isPrivate) => {
  const { status, text } = await type({ typing_status, is_private });
  expect([status, text]).toEqual([200, '']);
  expect(signals).toMatchObject([
    {
      name,
      account_id: shop.account.account.id,
      conversation_id: conversation.id,
      by: { type: 'user', id: shop.agent.id },
      is_private: isPrivate,
    },
  ]);
});

it('nothing of it is stored', async () => {
  expect(await eventsDuring(shop.account, () => type({ typing_status: 'on' }))).toEqual([]);
});

it('it is answered when nobody hands signals on', async () => {
  await type({ typing_status: 'on' });
  delete desk.services.signal;
  const path = `/conversations/${conversation.display_id}/toggle_typing_status`;
  expect((await shop.ask(shop.agent, 'POST', path, { typing_status: 'on' })).status).toBe(200);
});

it.each([[{}], [{ typing_status: 'maybe' }], [{ typing_status: true }]])('%j is refused', async (body) => {
  const answer = await type(body);
  expect([answer.status, answer.body.attributes, signals]).toEqual([422, ['typing_status'], []]);
});

it('an agent without the inbox signals nothing', async () => {
  expect((await type({ typing_status: 'on' }, shop.outsider)).status).toBe(401);
  expect(signals).toEqual([]);
});
