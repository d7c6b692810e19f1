import { webhook as shape, usualWebhookEvents } from '@porchlight/contract/webhooks';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { startDispatcher } from '../../platform/outbox/dispatcher.ts';
import { forgetOldDeliveries } from './jobs.ts';
import { happeningOf, recordDeliveries } from './recording.ts';
import { webhookAttempts, webhookDeliveries, webhooks } from './table.ts';
import { toldEvents } from './wire-events.ts';

const URL = 'https://shop.example.com/hook';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk({ OUTBOUND_ALLOW: '10.1.2.3,bridge.internal' });
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const create = (fields: object, who = shop.administrator) => shop.ask(who, 'POST', '/webhooks', fields);
const change = (id: number, fields: object, who = shop.administrator) =>
  shop.ask(who, 'PATCH', `/webhooks/${id}`, fields);
const make = async (fields: object = {}) => (await create({ url: URL, ...fields })).body.payload.webhook;
const list = async (who = shop.administrator) => {
  const { body } = await shop.ask(who, 'GET', '/webhooks');
  return body.payload.webhooks;
};

/** Numbers what happened, which writes deliveries; nobody sends them here. */
async function number() {
  const dispatcher = startDispatcher({
    database: desk.services.database,
    log: desk.services.log,
    live: [],
    durable: [],
    enqueue: async () => undefined,
    taking: [
      {
        name: 'webhooks',
        events: toldEvents,
        async take(queries, events) {
          const happenings = events.flatMap((event) => happeningOf(event) ?? []);
          return recordDeliveries(queries, happenings, { now: desk.clock.now() });
        },
        taken: () => undefined,
      },
    ],
    sweep_ms: 3_600_000,
  });
  await dispatcher.drain();
  await dispatcher.stop();
}

describe('a webhook', () => {
  it('is answered in its envelope, with the secret that signs', async () => {
    const { status, body } = await create({ url: URL, name: 'Shop', subscriptions: ['message_created'] });
    expect(status).toBe(200);
    const { webhook } = body.payload;
    expect(shape.strict().safeParse(webhook).error).toBeUndefined();
    expect(webhook).toEqual({
      id: webhook.id,
      name: 'Shop',
      url: URL,
      account_id: shop.account.account.id,
      subscriptions: ['message_created'],
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9]{32}$/),
      retries_enabled: true,
      failing_since: null,
      disabled_at: null,
      disabled_reason: null,
    });
    expect(await list()).toEqual([webhook]);
    const shown = await shop.ask(shop.administrator, 'GET', `/webhooks/${webhook.id}`);
    expect(shown.body.payload.webhook).toEqual(webhook);
  });

  it('is told of the usual events when it does not say of which', async () => {
    expect((await make()).subscriptions).toEqual(usualWebhookEvents);
  });

  it('is taken with the root key too, and shows its inbox when it has one', async () => {
    const { id: inbox_id, name } = shop.inbox;
    const { body } = await create({ webhook: { url: URL, inbox_id } });
    expect(body.payload.webhook.inbox).toEqual({ id: inbox_id, name });
  });

  it('cannot be of an inbox of another account', async () => {
    const other = await makeShop(desk);
    const { status } = await create({ url: URL, inbox_id: other.inbox.id });
    expect([status, await list()]).toEqual([404, []]);
  });

  it('is changed in part, and deleted', async () => {
    const made = await make({ subscriptions: ['message_created'] });
    const { body } = await change(made.id, { name: 'New', retries_enabled: false });
    expect(body.payload.webhook).toEqual({ ...made, name: 'New', retries_enabled: false });
    const { status, text } = await shop.ask(shop.administrator, 'DELETE', `/webhooks/${made.id}`);
    expect([status, text, await list()]).toEqual([200, '', []]);
  });

  it('has an address that no other of the account has', async () => {
    await make();
    const { status, body } = await create({ url: URL });
    expect([status, body]).toEqual([422, { message: 'Url has already been taken', attributes: ['url'] }]);
    const other = await makeShop(desk);
    expect((await other.ask(other.administrator, 'POST', '/webhooks', { url: URL })).status).toBe(200);
    const second = await make({ url: `${URL}/2` });
    expect((await change(second.id, { url: URL })).status).toBe(422);
  });

  it.each<[why: string, fields: object, sentence: string]>([
    ['no address', { url: undefined }, "Url can't be blank"],
    ['a blank address', { url: ' ' }, "Url can't be blank"],
    ['an address of another kind', { url: 'ftp://a.example.com' }, 'Url must be an http or https address'],
    ['half an address', { url: 'shop.example.com' }, 'Url must be an http or https address'],
    ['a long address', { url: `${URL}/${'é'.repeat(1100)}` }, 'Url must have 2048 bytes at most'],
    ['no events', { subscriptions: [] }, 'Subscriptions must name at least one event'],
    ['no list of events', { subscriptions: 'message_created' }, 'Subscriptions must be a list of events'],
  ])('with %s is refused', async (_, fields, sentence) => {
    const { status, body } = await create({ url: URL, ...fields });
    expect([status, body.message]).toEqual([422, sentence]);
  });

  it('with an event that there is none of is refused', async () => {
    const { status, body } = await create({ url: URL, subscriptions: ['message_created', 'coffee_ready'] });
    expect([status, body.attributes[0]]).toEqual([422, expect.stringContaining('subscriptions')]);
  });

  it('names each event once', async () => {
    const { subscriptions } = await make({ subscriptions: ['message_created', 'message_created'] });
    expect(subscriptions).toEqual(['message_created']);
  });

  it('is for administrators only', async () => {
    const { id } = await make();
    const refused = [
      await shop.ask(shop.agent, 'GET', '/webhooks'),
      await create({ url: `${URL}/2` }, shop.agent),
      await change(id, { name: 'x' }, shop.agent),
      await shop.ask(shop.agent, 'DELETE', `/webhooks/${id}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it('of another account is not found', async () => {
    const { id } = await make();
    const other = await makeShop(desk);
    const asked = await Promise.all([
      other.ask(other.administrator, 'GET', `/webhooks/${id}`),
      other.ask(other.administrator, 'PATCH', `/webhooks/${id}`, { name: 'mine' }),
      other.ask(other.administrator, 'DELETE', `/webhooks/${id}`),
      other.ask(other.administrator, 'POST', `/webhooks/${id}/rotate_secret`),
      other.ask(other.administrator, 'POST', `/webhooks/${id}/send_test`),
      other.ask(other.administrator, 'GET', `/webhooks/${id}/deliveries`),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  it('goes with its inbox', async () => {
    await make({ inbox_id: shop.inbox.id });
    await shop.ask(shop.administrator, 'DELETE', `/inboxes/${shop.inbox.id}`);
    expect(await list()).toEqual([]);
  });
});

describe('an address on a private network', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost:3000/hook',
    'http://10.0.0.5/',
    'http://192.168.1.10:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:10.0.0.1]/',
    'http://user:password@127.1/',
    'http://shop.example.com:22/',
  ])('such as %s is refused when it is saved', async (url) => {
    const { status, body } = await create({ url });
    expect([status, body.attributes, await list()]).toEqual([422, ['url'], []]);
    const { id } = await make();
    expect((await change(id, { url })).status).toBe(422);
    expect((await list())[0].url).toBe(URL);
  });

  it.each(['http://10.1.2.3:8080/hook', 'http://bridge.internal/hook'])(
    'is taken when the operator opened it: %s',
    async (url) => {
      expect((await create({ url })).status).toBe(200);
    },
  );
});

describe('the secret', () => {
  it('is sealed at rest', async () => {
    const { id, secret } = await make();
    const { rows } = await desk.services.database.pool.query(
      'select w::text as row from webhooks w where id = $1',
      [id],
    );
    expect(rows[0].row).not.toContain(secret);
    expect(rows[0].row).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('is another one after it was changed', async () => {
    const before = await make();
    const { body } = await shop.ask(shop.administrator, 'POST', `/webhooks/${before.id}/rotate_secret`);
    const { secret } = body.payload.webhook;
    expect(secret).not.toBe(before.secret);
    expect(await list()).toEqual([{ ...before, secret }]);
  });
});

describe('deliveries', () => {
  const deliveriesOf = async (id: number, query = '') => {
    const { status, body } = await shop.ask(shop.administrator, 'GET', `/webhooks/${id}/deliveries${query}`);
    return status === 200 ? body.payload : body;
  };
  const setState = (id: number, state: 'delivered' | 'failed') =>
    desk.services.database.queries
      .update(webhookDeliveries)
      .set({ state, attempts: 10, finished_at: desk.clock.now(), body: '{"kept":true}' })
      .where(and(eq(webhookDeliveries.account_id, shop.account.account.id), eq(webhookDeliveries.id, id)));

  it('are listed newest first, a page at a time, by state and by event', async () => {
    const { id } = await make();
    for (let count = 0; count < 27; count += 1) await makeContact(shop.account, { name: `Contact ${count}` });
    await number();
    const first = await deliveriesOf(id);
    const second = await deliveriesOf(id, '?page=2');
    expect([first.length, second.length]).toEqual([25, 2]);
    const ids = [...first, ...second].map((delivery) => delivery.id);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    await setState(ids[3], 'failed');
    expect((await deliveriesOf(id, '?state=failed')).map((one: { id: number }) => one.id)).toEqual([ids[3]]);
    expect(await deliveriesOf(id, '?event=message_created')).toEqual([]);
    expect((await deliveriesOf(id, '?event=contact_created')).length).toBe(25);
    expect((await deliveriesOf(id, '?state=lost')).message).toBe(
      'State must be one of waiting, delivered, failed, dropped',
    );
  });

  it('are shown with what is sent and every attempt', async () => {
    const { id } = await make();
    await makeContact(shop.account);
    await number();
    const [{ id: delivery_id }] = await deliveriesOf(id);
    await setState(delivery_id, 'failed');
    const attempt = {
      account_id: shop.account.account.id,
      delivery_id,
      duration_ms: 12,
      at: desk.clock.now(),
    };
    await desk.services.database.queries
      .insert(webhookAttempts)
      .values({ ...attempt, status: 500, error: '500 Internal Server Error' });
    const shown = await deliveriesOf(id, `/${delivery_id}`);
    expect(shown).toMatchObject({
      id: delivery_id,
      webhook_id: id,
      event: 'contact_created',
      state: 'failed',
      attempts_count: 10,
      next_attempt_at: null,
      body: '{"kept":true}',
      attempts: [{ status: 500, error: '500 Internal Server Error', duration_ms: 12 }],
    });
  });

  it('of one webhook are not found under another', async () => {
    const { id } = await make();
    const other = await make({ url: `${URL}/2`, subscriptions: ['inbox_created'] });
    await makeContact(shop.account);
    await number();
    const [{ id: delivery_id }] = await deliveriesOf(id);
    const path = `/webhooks/${other.id}/deliveries/${delivery_id}`;
    expect((await shop.ask(shop.administrator, 'GET', path)).status).toBe(404);
    expect((await shop.ask(shop.administrator, 'POST', `${path}/resend`)).status).toBe(404);
  });

  it('are sent again with the same id and body, and all attempts ahead of them', async () => {
    const { id } = await make();
    await makeContact(shop.account);
    await number();
    const [before] = await deliveriesOf(id);
    await setState(before.id, 'failed');
    desk.clock.advance(1000);
    const { body } = await shop.ask(
      shop.administrator,
      'POST',
      `/webhooks/${id}/deliveries/${before.id}/resend`,
    );
    const next_attempt_at = desk.clock.now().toISOString();
    expect(body.payload).toEqual({ ...before, state: 'waiting', attempts_count: 0, next_attempt_at });
    expect((await deliveriesOf(id, `/${before.id}`)).body).toBe('{"kept":true}');
  });

  it('of a span of time are sent again, with what happened while the webhook was off', async () => {
    const { id } = await make();
    const now = () => Math.floor(desk.clock.now().getTime() / 1000);
    await makeContact(shop.account, { name: 'Before' });
    desk.clock.advance(10_000);
    const since = now();
    for (const name of ['One', 'Two', 'Three']) await makeContact(shop.account, { name });
    await number();
    const [three, two, one] = await deliveriesOf(id);
    for (const { id: delivered } of [one, three]) await setState(delivered, 'delivered');
    await setState(two.id, 'failed');
    await desk.services.database.queries
      .update(webhooks)
      .set({ disabled_at: desk.clock.now() })
      .where(and(eq(webhooks.account_id, shop.account.account.id), eq(webhooks.id, id)));
    await makeContact(shop.account, { name: 'Four' });
    await number();
    expect((await deliveriesOf(id)).length).toBe(4);
    const resend = (fields: object) =>
      shop.ask(shop.administrator, 'POST', `/webhooks/${id}/resend`, { since, ...fields });
    desk.clock.advance(10_000);
    expect((await resend({})).body.message).toBe('Webhook is switched off; switch it on again first');
    await shop.ask(shop.administrator, 'POST', `/webhooks/${id}/enable`);
    const missing = await resend({ missing_only: true });
    expect(missing.body.payload).toMatchObject({ count: 2, remaining: false });
    const waiting = await deliveriesOf(id, '?state=waiting');
    // The one before the span was never sent, and waits as it did.
    expect(waiting.length).toBe(3);
    expect((await resend({})).body.payload).toMatchObject({ count: 2 });
    expect((await resend({ until: since })).status).toBe(422);
    expect((await resend({ since: since - 3600, until: since - 1800 })).body.payload.count).toBe(0);
  });

  it('that mean nothing are sent on demand', async () => {
    const { id } = await make();
    const { body } = await shop.ask(shop.administrator, 'POST', `/webhooks/${id}/send_test`);
    expect(body.payload).toMatchObject({ webhook_id: id, event: 'webhook_test', state: 'waiting' });
    expect(await deliveriesOf(id)).toEqual([body.payload]);
  });

  it('are forgotten after 30 days with their attempts, but not while they wait', async () => {
    const { id } = await make();
    for (const name of ['One', 'Two']) await makeContact(shop.account, { name });
    await number();
    const [two, one] = await deliveriesOf(id);
    await setState(one.id, 'delivered');
    await desk.services.database.queries.insert(webhookAttempts).values({
      account_id: shop.account.account.id,
      delivery_id: one.id,
      duration_ms: 1,
      at: desk.clock.now(),
    });
    desk.clock.advance(30 * 24 * 3_600_000 - 1000);
    await forgetOldDeliveries(desk.services);
    expect((await deliveriesOf(id)).length).toBe(2);
    desk.clock.advance(2000);
    expect(await forgetOldDeliveries(desk.services)).toBeGreaterThan(0);
    expect((await deliveriesOf(id)).map((delivery: { id: number }) => delivery.id)).toEqual([two.id]);
  });
});
