import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { openSecret } from '../../features/webhooks/secret.ts';
import type { WebhookRow } from '../../features/webhooks/table.ts';
import { enableWebhook, updateWebhook } from '../../features/webhooks/webhook.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';
import { isTaken } from './fixtures/verify.ts';

const HOUR = 3_600_000;
const MESSAGES = { subscriptions: ['message_created' as const] };

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

const secretOf = (webhook: WebhookRow) => openSecret(shop.account, webhook.secret_sealed);
const converse = () => makeConversation(shop.account, shop.inbox);
const say = (conversation: Awaited<ReturnType<typeof converse>>, content: string) =>
  makeMessage(shop.account, conversation, { content, message_type: 'incoming' });
const contents = () => receiver.received.map(({ body }) => body.content);
const states = async () => (await stand.deliveries(shop)).map(({ state }) => state);

async function sayOne(content = 'Hello') {
  const conversation = await converse();
  await say(conversation, content);
  return conversation;
}

describe('an attempt that fails', () => {
  it('is made again with the same id and the same body, and a fresh timestamp', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(500);
    await sayOne();
    await stand.settle();
    await stand.desk.services.database.pool.query(
      `update messages set content = 'changed' where account_id = $1`,
      [shop.account.account.id],
    );
    receiver.answer(200);
    await stand.settleAfter(6000);
    const [first, second] = receiver.received;
    expect(second?.text).toBe(first?.text);
    for (const name of ['webhook-id', 'x-chatwoot-delivery'])
      expect(second?.headers[name]).toBe(first?.headers[name]);
    const seconds = (received: typeof first) => Number(received?.headers['webhook-timestamp']);
    expect(seconds(second) - seconds(first)).toBeGreaterThanOrEqual(5);
    expect(isTaken(secretOf(webhook), second)).toBe(true);
    expect(await states()).toEqual(['delivered']);
    expect((await stand.attempts(shop)).map(({ status, error }) => [status, error])).toEqual([
      [500, '500 Internal Server Error'],
      [200, null],
    ]);
  });

  it('is made ten times over three days, and then never again', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(503);
    await sayOne();
    await stand.settle();
    const begun = stand.desk.clock.now().getTime();
    const at: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const [delivery] = await stand.deliveries(shop);
      if (delivery?.state !== 'waiting') break;
      at.push(delivery.next_attempt_at.getTime() - begun);
      await stand.settleAfter(delivery.next_attempt_at.getTime() - stand.desk.clock.now().getTime());
    }
    expect(receiver.received.length).toBe(10);
    expect(await states()).toEqual(['failed']);
    expect(Math.abs((at.at(-1) ?? 0) / HOUR - 75.6)).toBeLessThan(7.6);
    await stand.settleAfter(100 * HOUR);
    expect(receiver.received.length).toBe(10);
  });

  it('is not made again before its time', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(500);
    await sayOne();
    await stand.settle();
    await stand.settleAfter(4000);
    expect(receiver.received.length).toBe(1);
  });

  it('waits as long as the receiver asks, in seconds or until a date', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(429, { 'retry-after': '120' });
    await sayOne();
    await stand.settle();
    await stand.settleAfter(119_000);
    expect(receiver.received.length).toBe(1);
    const date = new Date(stand.desk.clock.now().getTime() + 2 * HOUR).toUTCString();
    receiver.answer(503, { 'retry-after': date });
    await stand.settleAfter(2000);
    expect(receiver.received.length).toBe(2);
    await stand.settleAfter(2 * HOUR - 10_000);
    expect(receiver.received.length).toBe(2);
    await stand.settleAfter(10_000);
    expect(receiver.received.length).toBe(3);
  });

  it('never waits longer than a day, whatever the receiver asks', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(503, { 'retry-after': '999999999' });
    await sayOne();
    await stand.settle();
    await stand.settleAfter(24 * HOUR);
    expect(receiver.received.length).toBe(2);
  });

  it('is the only one when retries are off', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    await updateWebhook(shop.account, webhook.id, { retries_enabled: false });
    receiver.answer(500);
    await sayOne();
    await stand.settle();
    await stand.settleAfter(100 * HOUR);
    expect([receiver.received.length, await states()]).toEqual([1, ['failed']]);
  });

  it.each([301, 302, 303, 307, 308])('is one that answers %i: redirects are not followed', async (status) => {
    const elsewhere = await stand.receiver();
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(status, { location: elsewhere.url });
    await sayOne();
    await stand.settle();
    expect(elsewhere.connections()).toBe(0);
    expect((await stand.attempts(shop)).map((attempt) => attempt.status)).toEqual([status]);
    expect(await states()).toEqual(['waiting']);
  });

  it.each([200, 201, 202, 204, 207, 299])('is not one that answers %i', async (status) => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(status);
    await sayOne();
    await stand.settle();
    expect(await states()).toEqual(['delivered']);
  });

  it('is not one whose answer is long: it is not read to its end', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await sayOne();
    await stand.settle();
    expect(await states()).toEqual(['delivered']);
  });

  it('is one whose connection is cut', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer((_, response) => response.destroy());
    await sayOne();
    await stand.settle();
    const [attempt] = await stand.attempts(shop);
    expect([attempt?.status, attempt?.error]).toEqual([null, expect.stringContaining('127.0.0.1')]);
    expect(await states()).toEqual(['waiting']);
  });
});

describe('a receiver that answers 410', () => {
  it('is told nothing more until the webhook is switched on again', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(410);
    const conversation = await sayOne();
    await stand.settle();
    await say(conversation, 'unheard');
    await stand.settleAfter(100 * HOUR);
    expect([receiver.received.length, await states()]).toEqual([1, ['failed']]);
    const { body } = await shop.ask(shop.administrator, 'GET', `/webhooks/${webhook.id}`);
    expect(body.payload.webhook).toMatchObject({
      disabled_at: expect.any(String),
      disabled_reason: expect.stringContaining('410'),
    });
    await enableWebhook(shop.account, webhook.id);
    receiver.answer(200);
    await say(conversation, 'heard');
    await stand.settle();
    expect(contents()).toEqual(['Hello', 'heard']);
  });

  it('gets nothing of what waited already', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    receiver.answer(410);
    const conversation = await sayOne('one');
    await say(conversation, 'two');
    await stand.settle();
    expect([contents(), await states()]).toEqual([['one'], ['failed', 'dropped']]);
  });
});

it('a webhook of which no attempt worked for five days is switched off, and one that worked is not', async () => {
  const webhook = await makeWebhook(shop, receiver, MESSAGES);
  const isOff = async () => {
    const { body } = await shop.ask(shop.administrator, 'GET', `/webhooks/${webhook.id}`);
    return body.payload.webhook.disabled_at !== null;
  };
  receiver.answer(500);
  await sayOne();
  await stand.settle();
  await stand.settleAfter(4 * 24 * HOUR);
  expect(await isOff()).toBe(false);
  receiver.answer(200);
  await stand.settleAfter(24 * HOUR);
  receiver.answer(500);
  await sayOne();
  await stand.settle();
  expect(await isOff()).toBe(false);
  await stand.settleAfter(5 * 24 * HOUR);
  expect(await isOff()).toBe(true);
});
