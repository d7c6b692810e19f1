import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { openSecret } from '../../features/webhooks/secret.ts';
import { type WebhookRow, webhooks } from '../../features/webhooks/table.ts';
import { removeWebhook, rotateSecret } from '../../features/webhooks/webhook.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';
import { isTaken } from './fixtures/verify.ts';
import { startWebhooks } from './webhooks.ts';

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

describe('what is sent', () => {
  it('is posted once to a webhook that subscribed to it, as JSON under its wire name', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    await sayOne();
    await stand.settle();
    const [one, ...others] = receiver.received;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: { event: 'message_created', content: 'Hello' },
    });
    expect(one?.headers['user-agent']).toMatch(/^Porchlight/);
    expect(await states()).toEqual(['delivered']);
  });

  it('is not sent to a webhook of another account', async () => {
    const other = await stand.shop();
    await makeWebhook(other, receiver);
    await sayOne();
    await stand.settle();
    expect(receiver.received).toEqual([]);
  });

  it('goes to each of several webhooks', async () => {
    const second = await stand.receiver();
    await makeWebhook(shop, receiver, MESSAGES);
    await makeWebhook(shop, second, MESSAGES);
    await sayOne();
    await stand.settle();
    expect([receiver.events(), second.events()]).toEqual([['message_created'], ['message_created']]);
    const [one, other] = [receiver, second].map(({ received: [first] }) => first?.headers ?? {});
    expect(other?.['webhook-id']).toBe(one?.['webhook-id']);
    expect(other?.['x-chatwoot-delivery']).not.toBe(one?.['x-chatwoot-delivery']);
  });

  it('is written with the number of the event: without numbers there is nothing to send', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    await sayOne();
    await stand.webhooks.drain();
    expect(await stand.deliveries(shop)).toEqual([]);
    await stand.settle();
    expect(contents()).toEqual(['Hello']);
  });

  it('is not sent when the webhook is deleted before', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    await sayOne();
    await stand.dispatcher.drain();
    await removeWebhook(shop.account, webhook.id);
    await stand.settle();
    expect(receiver.received).toEqual([]);
  });

  it('is dropped when the conversation is deleted before', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    const conversation = await sayOne();
    await stand.dispatcher.drain();
    await shop.ask(shop.administrator, 'DELETE', `/conversations/${conversation.display_id}`);
    await stand.settle();
    expect([receiver.received, await states()]).toEqual([[], ['dropped']]);
  });
});

describe('the signature', () => {
  it('is one that the public library of Standard Webhooks takes, and no other secret does', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    await sayOne('Grüße ☎');
    await stand.settle();
    const [one] = receiver.received;
    const text = one?.text ?? '';
    expect(one?.body.content).toBe('Grüße ☎');
    expect(isTaken(secretOf(webhook), one)).toBe(true);
    expect(isTaken(`whsec_${'A'.repeat(32)}`, one)).toBe(false);
    const bent = [...text].map((_, at) => `${text.slice(0, at)}~${text.slice(at + 1)}`);
    expect(bent.filter((other) => isTaken(secretOf(webhook), one && { ...one, text: other }))).toEqual([]);
  });

  it('stands beside that of Chatwoot, over the timestamp and the exact body', async () => {
    const webhook = await makeWebhook(shop, receiver, MESSAGES);
    await sayOne();
    await stand.settle();
    const [{ headers, text } = { headers: {} as Record<string, string>, text: '' }] = receiver.received;
    const timestamp = headers['x-chatwoot-timestamp'];
    const expected = createHmac('sha256', secretOf(webhook)).update(`${timestamp}.${text}`).digest('hex');
    expect(headers['x-chatwoot-signature']).toBe(`sha256=${expected}`);
    expect(headers['x-chatwoot-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    expect(timestamp).toBe(headers['webhook-timestamp']);
    expect(timestamp).toBe(String(Math.floor(stand.desk.clock.now().getTime() / 1000)));
  });

  it('is by both secrets for a day after a change, then by the new one alone', async () => {
    const before = await makeWebhook(shop, receiver, MESSAGES);
    const after = await rotateSecret(shop.account, before.id);
    const conversation = await sayOne();
    await stand.settle();
    const takes = (webhook: WebhookRow) => isTaken(secretOf(webhook), receiver.received.at(-1));
    expect([takes(before), takes(after)]).toEqual([true, true]);
    const { text = '', headers = {} } = receiver.received[0] ?? {};
    const chatwoot = createHmac('sha256', secretOf(after)).update(`${headers['webhook-timestamp']}.${text}`);
    expect(headers['x-chatwoot-signature']).toBe(`sha256=${chatwoot.digest('hex')}`);
    stand.desk.clock.advance(24 * HOUR + 1000);
    await say(conversation, 'later');
    await stand.settle();
    expect([takes(before), takes(after)]).toEqual([false, true]);
  });
});

describe('order', () => {
  it('is kept within a conversation', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    const conversation = await converse();
    const said = Array.from({ length: 12 }, (_, at) => `message ${at}`);
    for (const content of said) await say(conversation, content);
    await stand.settle();
    expect(contents()).toEqual(said);
  });

  it('makes a later one wait for an earlier one that failed, but not those of other conversations', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    const conversation = await converse();
    receiver.answer(({ body }, response) => response.writeHead(body.content === 'bad' ? 500 : 200).end());
    await say(conversation, 'bad');
    await say(conversation, 'after');
    await stand.settle();
    await sayOne('elsewhere');
    await say(conversation, 'last');
    await stand.settle();
    expect(contents()).toEqual(['bad', 'elsewhere']);
    receiver.answer(200);
    await stand.settleAfter(6000);
    expect(contents()).toEqual(['bad', 'elsewhere', 'bad', 'after', 'last']);
  });

  it('goes on when the earlier one failed for good', async () => {
    await makeWebhook(shop, receiver, { ...MESSAGES, retries_enabled: false });
    const conversation = await converse();
    receiver.answer(({ body }, response) => response.writeHead(body.content === 'bad' ? 500 : 200).end());
    await say(conversation, 'bad');
    await say(conversation, 'after');
    await stand.settle();
    expect([contents(), await states()]).toEqual([
      ['bad', 'after'],
      ['failed', 'delivered'],
    ]);
  });

  it('lets other subscribers of the conversation be', async () => {
    const second = await stand.receiver();
    await makeWebhook(shop, receiver, MESSAGES);
    await makeWebhook(shop, second, MESSAGES);
    receiver.answer(500);
    const conversation = await converse();
    for (const content of ['one', 'two']) await say(conversation, content);
    await stand.settle();
    expect(second.received.map(({ body }) => body.content)).toEqual(['one', 'two']);
  });
});

describe('a lease', () => {
  const leave = () =>
    stand.desk.services.database.pool.query(
      `update webhook_deliveries set attempts = attempts + 1, leased_until = $1 where account_id = $2`,
      [new Date(stand.desk.clock.now().getTime() + 60_000), shop.account.account.id],
    );

  it('keeps others from a delivery, and ends: what a dead process had is sent after all', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    await sayOne();
    await stand.dispatcher.drain();
    await leave();
    await stand.settleAfter(59_000);
    expect(receiver.received).toEqual([]);
    await stand.settleAfter(2000);
    expect([contents(), await states()]).toEqual([['Hello'], ['delivered']]);
  });

  it('lets two processes work on the same deliveries without sending any twice', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    for (let count = 0; count < 30; count += 1) await sayOne(`message ${count}`);
    await stand.dispatcher.drain();
    const other = startWebhooks(stand.desk.services, { sweep_ms: 3_600_000 });
    await Promise.all([stand.webhooks.drain(), other.drain()]);
    await Promise.all([stand.webhooks.drain(), other.drain()]);
    await other.stop();
    expect(new Set(contents()).size).toBe(30);
    expect(receiver.received.length).toBe(30);
  });

  it('is lost to whoever took the delivery up later: the late end of an attempt changes nothing', async () => {
    await makeWebhook(shop, receiver, MESSAGES);
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    receiver.answer((_, response, count) => {
      if (count === 1) first.promise.then(() => response.writeHead(500).end());
      else second.promise.then(() => response.end());
    });
    await sayOne();
    await stand.dispatcher.drain();
    const drained = stand.webhooks.drain();
    await expect.poll(() => receiver.received.length).toBe(1);
    stand.desk.clock.advance(61_000);
    const other = startWebhooks(stand.desk.services, { sweep_ms: 3_600_000 });
    const drainedByOther = other.drain();
    await expect.poll(() => receiver.received.length).toBe(2);
    const held = await stand.deliveries(shop);
    first.resolve();
    await drained;
    expect([await stand.deliveries(shop), await stand.attempts(shop)]).toEqual([held, []]);
    second.resolve();
    await drainedByOther;
    await other.stop();
    expect([await states(), receiver.received.length]).toEqual([['delivered'], 2]);
    expect((await stand.attempts(shop)).map(({ status }) => status)).toEqual([200]);
  });
});

it('an event that nobody can be told of because of a defect ends as failed and does not hold up the others', async () => {
  await makeWebhook(shop, receiver, MESSAGES);
  const conversation = await sayOne('one');
  await say(conversation, 'two');
  await stand.dispatcher.drain();
  const [broken] = await stand.deliveries(shop);
  const { pool } = stand.desk.services.database;
  await pool.query(`update webhook_deliveries set event_name = 'unknown' where id = $1`, [broken?.id]);
  for (let round = 0; round < 14; round += 1) await stand.settleAfter(61_000);
  expect([contents(), await states()]).toEqual([['two'], ['failed', 'delivered']]);
});

describe('several that are made ready together', () => {
  it('go out though one of them cannot be made ready', async () => {
    const spoiled = await makeWebhook(shop, { url: `${receiver.url}/spoiled` }, MESSAGES);
    await makeWebhook(shop, receiver, MESSAGES);
    const ofSpoiled = and(eq(webhooks.account_id, spoiled.account_id), eq(webhooks.id, spoiled.id));
    await shop.account.queries
      .update(webhooks)
      .set({ secret_sealed: Buffer.from('no seal') })
      .where(ofSpoiled);
    await sayOne();
    await stand.settle();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    expect((await states()).toSorted()).toEqual(['delivered', 'waiting']);
    // It is attempted again once its lease is over.
    await shop.account.queries
      .update(webhooks)
      .set({ secret_sealed: spoiled.secret_sealed })
      .where(ofSpoiled);
    await stand.settleAfter(61_000);
    expect(await states()).toEqual(['delivered', 'delivered']);
  });

  it('say what is so when they are sent, not what was so when others were', async () => {
    receiver.answer(500);
    await makeWebhook(shop, receiver, MESSAGES);
    const conversation = await sayOne('first');
    const { id } = await say(conversation, 'second');
    await stand.settle();
    await shop.ask(shop.agent, 'DELETE', `/conversations/${conversation.display_id}/messages/${id}`);
    receiver.answer(200);
    await stand.settleAfter(10_000);
    const contents = receiver.received.map(({ body }) => body.content);
    expect(contents).toEqual(['first', 'first', expect.not.stringContaining('second')]);
  });
});
