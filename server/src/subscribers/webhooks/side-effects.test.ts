import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  makeBot,
  makeConversation,
  makeMessage,
  readActivities,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox } from '../../../test/harness.ts';
import { accounts, agentBots } from '../../features/accounts/table.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';

const HOUR = 3_600_000;

let stand: Stand;
let shop: Shop;
let receiver: Receiver;

beforeAll(async () => {
  stand = await openStand();
});
beforeEach(async () => {
  shop = await stand.shop();
  receiver = await stand.receiver();
});
afterAll(() => stand?.close());

/** Lets everything that is tried again be tried until nothing is left. */
async function exhaust() {
  for (let round = 0; round < 40; round += 1) {
    const left = (await stand.deliveries(shop)).filter(({ state }) => state === 'waiting');
    if (left.length === 0) return;
    await stand.settleAfter(25 * HOUR);
  }
  throw new Error('Deliveries go on for ever');
}

describe('an API inbox whose address does not answer', () => {
  const converse = async () => {
    const inbox = await makeInbox(shop.account, { channel: { type: 'api', webhook_url: receiver.url } });
    return makeConversation(shop.account, inbox);
  };

  it('has its message failed with the reason, once, and no loop comes of telling it', async () => {
    receiver.answer(404);
    const conversation = await converse();
    await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    await exhaust();
    const [message] = await readMessages(shop.account, conversation);
    expect([message?.status, message?.content_attributes]).toEqual([
      'failed',
      { external_error: '404 Not Found' },
    ]);
    const told = (await stand.deliveries(shop)).map(({ event_name }) => event_name);
    expect(told.filter((name) => name === 'message_updated').length).toBe(1);
  });

  it('has its message failed after a few attempts, while it is tried further, and takes that back', async () => {
    receiver.answer(502);
    const conversation = await converse();
    await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    const statusOf = async () => (await readMessages(shop.account, conversation))[0]?.status;
    await stand.settleAfter(6000);
    expect(await statusOf()).toBe('sent');
    await stand.settleAfter(6 * 60_000);
    expect(await statusOf()).toBe('failed');
    receiver.answer(200);
    await exhaust();
    const [message] = await readMessages(shop.account, conversation);
    expect([message?.status, message?.content_attributes]).toEqual(['sent', {}]);
  });

  it('is not believed over the program behind it, which says that a message failed', async () => {
    receiver.answer(502);
    const conversation = await converse();
    const { id } = await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    await stand.settleAfter(6000);
    await stand.settleAfter(6 * 60_000);
    const path = `/conversations/${conversation.display_id}/messages/${id}`;
    const failure = { status: 'failed', external_error: 'no such number' };
    expect((await shop.ask(shop.administrator, 'PATCH', path, failure)).status).toBe(200);
    receiver.answer(200);
    await exhaust();
    const [message] = await readMessages(shop.account, conversation);
    expect([message?.status, message?.content_attributes]).toEqual([
      'failed',
      { external_error: 'no such number' },
    ]);
  });

  it('has nothing failed because of other events', async () => {
    receiver.answer(({ body }, response) => {
      response.writeHead(body.event.startsWith('message') ? 200 : 410).end();
    });
    const conversation = await converse();
    await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    await exhaust();
    expect((await readMessages(shop.account, conversation))[0]?.status).toBe('sent');
  });
});

it('a webhook of the account that does not answer leaves messages alone', async () => {
  receiver.answer(410);
  await makeWebhook(shop, receiver);
  const conversation = await makeConversation(shop.account, shop.inbox);
  await makeMessage(shop.account, conversation, { content: 'Hello' });
  await stand.settle();
  await exhaust();
  expect((await readMessages(shop.account, conversation))[0]?.status).toBe('sent');
});

describe('a bot that does not answer', () => {
  const ask = async (answer: number) => {
    const { id } = await makeBot(stand.desk, shop.account, { inbox: shop.inbox });
    await shop.account.queries
      .update(agentBots)
      .set({ outgoing_url: receiver.url })
      .where(eq(agentBots.id, id));
    const conversation = await makeConversation(shop.account, shop.inbox);
    await setColumns(shop.account, conversation, { status: 'pending' });
    receiver.answer(answer);
    await makeMessage(shop.account, conversation, { content: 'Anybody?', message_type: 'incoming' });
    await stand.settle();
    return conversation;
  };
  const ofMessage = () => receiver.received.filter(({ body }) => body.event === 'message_created').length;

  it('is asked three times within seconds, then people are called', async () => {
    const conversation = await ask(500);
    for (const seconds of [4, 4]) await stand.settleAfter(seconds * 1000);
    expect(ofMessage()).toBe(3);
    expect((await readConversation(shop.account, conversation)).status).toBe('open');
    expect(await readActivities(shop.account, conversation)).toEqual([
      'The conversation was opened because the bot could not be reached',
    ]);
    const [message] = await readMessages(shop.account, conversation);
    expect(message?.status).toBe('sent');
    await exhaust();
    expect((await readActivities(shop.account, conversation)).length).toBe(1);
  });

  it('and says that the request is wrong is not asked again', async () => {
    const conversation = await ask(400);
    expect(ofMessage()).toBe(1);
    expect((await readConversation(shop.account, conversation)).status).toBe('open');
  });

  it('leaves a conversation alone that is pending no more', async () => {
    const conversation = await ask(500);
    await setColumns(shop.account, conversation, { status: 'resolved' });
    await exhaust();
    expect((await readConversation(shop.account, conversation)).status).toBe('resolved');
    expect(await readActivities(shop.account, conversation)).toEqual([]);
  });

  it('leaves the conversation pending when the account wants that', async () => {
    await shop.account.queries
      .update(accounts)
      .set({ settings: { keep_pending_on_bot_failure: true } })
      .where(eq(accounts.id, shop.account.account.id));
    const conversation = await ask(400);
    expect((await readConversation(shop.account, conversation)).status).toBe('pending');
  });
});
