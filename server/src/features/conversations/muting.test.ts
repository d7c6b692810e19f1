import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
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

const path = () => `/conversations/${conversation.display_id}`;
const act = (verb: 'mute' | 'unmute') => shop.ask(shop.agent, 'POST', `${path()}/${verb}`);
const shown = async () => (await shop.ask(shop.agent, 'GET', path())).body;

it('muting resolves the conversation and blocks its contact, with an empty answer', async () => {
  const { status, text } = await act('mute');
  expect([status, text]).toEqual([200, '']);
  expect(await shown()).toMatchObject({
    muted: true,
    status: 'resolved',
    meta: { sender: { blocked: true } },
  });
});

it('a muted customer’s message does not reopen the conversation, an unmuted one’s does', async () => {
  await act('mute');
  await makeMessage(shop.agent.ctx, conversation, { message_type: 'incoming' });
  expect((await shown()).status).toBe('resolved');
  await act('unmute');
  await makeMessage(shop.agent.ctx, conversation, { message_type: 'incoming' });
  expect((await shown()).status).toBe('open');
});

it('unmuting unblocks the contact and leaves the conversation resolved', async () => {
  await act('mute');
  const { status, text } = await act('unmute');
  expect([status, text]).toEqual([200, '']);
  expect(await shown()).toMatchObject({ muted: false, status: 'resolved' });
});

it('lines say that it was resolved, muted and unmuted', async () => {
  await act('mute');
  await act('unmute');
  expect(await readActivities(shop.account, conversation)).toEqual([
    'Ben Brown resolved the conversation',
    'Ben Brown muted the conversation',
    'Ben Brown unmuted the conversation',
  ]);
});

it('the change of the contact is told', async () => {
  const emitted = await eventsDuring(shop.account, () => act('mute'));
  const changed = emitted.find(({ name }) => name === 'contact.updated');
  expect(changed?.data).toEqual({ contact_id: conversation.contact_id, changes: { blocked: [false, true] } });
  expect(emitted.map(({ name }) => name)).toContain('conversation.resolved');
});

it('doing it twice does nothing more', async () => {
  expect(await eventsDuring(shop.account, () => act('unmute'))).toEqual([]);
  await act('mute');
  expect(await eventsDuring(shop.account, () => act('mute'))).toEqual([]);
  expect((await readConversation(shop.account, conversation)).status).toBe('resolved');
});
