import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly, enter, prove } from '../../../test/customers.ts';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { accessInbox } from './access.ts';

const DAY = 24 * 3_600_000;

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const rotate = () => shop.ask(shop.administrator, 'POST', `/inboxes/${shop.inbox.id}/rotate_hmac_token`);
const claim = async () => prove(shop.account, await accessInbox(shop.account, shop.inbox.id), 'user-7');
const statusOf = async (query: { identifier: string; identifier_hash: string }) => {
  const source_id = await enter(desk, shop.inbox);
  const path = `/contacts/${source_id}?${new URLSearchParams(query)}`;
  return (await askPublicly(desk, shop.inbox)('GET', path)).status;
};

describe('the key for verifying contacts', () => {
  it('is another one after it was changed, and that one verifies', async () => {
    const before = await claim();
    const { status, body } = await rotate();
    const shown = await shop.ask(shop.administrator, 'GET', `/inboxes/${shop.inbox.id}`);
    expect([status, shown.body.hmac_token]).toEqual([200, body.hmac_token]);
    const after = await claim();
    expect(after.identifier_hash).not.toBe(before.identifier_hash);
    expect(await statusOf(after)).toBe(200);
  });

  it('verifies for a day after it was changed, then no more', async () => {
    const before = await claim();
    await rotate();
    desk.clock.advance(DAY - 1000);
    expect(await statusOf(before)).toBe(200);
    desk.clock.advance(2000);
    expect(await statusOf(before)).toBe(401);
    expect(await statusOf(await claim())).toBe(200);
  });

  it('ends at once when it is changed twice', async () => {
    const first = await claim();
    await rotate();
    const second = await claim();
    await rotate();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
  });

  it('changes in website inboxes too, which have no other secret', async () => {
    const channel = { type: 'web_widget', website_url: 'https://shop.example.com', widget_color: '#123456' };
    const { id } = await makeInbox(shop.account, { channel });
    const as = (path: string) => shop.ask(shop.administrator, 'POST', `/inboxes/${id}/${path}`);
    const { body } = await shop.ask(shop.administrator, 'GET', `/inboxes/${id}`);
    const rotated = await as('rotate_hmac_token');
    expect(rotated.body.hmac_token).toMatch(/^\w{24}$/);
    expect(rotated.body.hmac_token).not.toBe(body.hmac_token);
    expect(rotated.body).not.toHaveProperty('secret');
    expect((await as('reset_secret')).status).toBe(404);
  });

  it('is changed by administrators alone, who are all told to look again', async () => {
    expect((await shop.ask(shop.agent, 'POST', `/inboxes/${shop.inbox.id}/rotate_hmac_token`)).status).toBe(
      401,
    );
    const { body: keys } = await shop.ask(shop.administrator, 'GET', '/cache_keys');
    desk.clock.advance(2000);
    await rotate();
    const { body: after } = await shop.ask(shop.administrator, 'GET', '/cache_keys');
    expect(after.cache_keys.inbox).not.toBe(keys.cache_keys.inbox);
  });
});
