import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { linkContact } from './contact-inbox.ts';
import { contactInboxes } from './table.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

let desk: TestDesk;
let shop: Shop;
let contact: Awaited<ReturnType<typeof makeContact>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  contact = await makeContact(shop.account);
});
afterAll(() => desk?.close());

const links = () =>
  shop.account.queries.select().from(contactInboxes).where(eq(contactInboxes.contact_id, contact.id));

describe('linking a contact to an inbox', () => {
  const link = (body: object, who = shop.agent, contact_id = contact.id) =>
    shop.ask(who, 'POST', `/contacts/${contact_id}/contact_inboxes`, body);

  it('a member of the inbox links a contact under a source id', async () => {
    const { status, body } = await link({ inbox_id: shop.inbox.id, source_id: 'customer-1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ source_id: 'customer-1', inbox: { id: shop.inbox.id } });
    expect((await links())[0]).toMatchObject({ source_id: 'customer-1', hmac_verified: false });
  });

  it('the desk makes the source id when none is given', async () => {
    expect((await link({ inbox_id: shop.inbox.id })).body.source_id).toMatch(UUID);
  });

  it('the same link is not made twice', async () => {
    await link({ inbox_id: shop.inbox.id, source_id: 'customer-1' });
    expect((await link({ inbox_id: shop.inbox.id, source_id: 'customer-1' })).status).toBe(200);
    expect((await link({ inbox_id: shop.inbox.id })).body.source_id).toBe('customer-1');
    expect(await links()).toHaveLength(1);
  });

  it('a link is marked verified, and stays so', async () => {
    const fields = { inbox_id: shop.inbox.id, source_id: 'customer-1' };
    await link(fields);
    await link({ ...fields, hmac_verified: true });
    await link({ ...fields, hmac_verified: false });
    expect((await links()).map(({ hmac_verified }) => hmac_verified)).toEqual([true]);
  });

  it('a source id of another contact is refused', async () => {
    const other = await makeContact(shop.account);
    await linkContact(shop.account, { contact: other, inbox: shop.inbox, source_id: 'customer-1' });
    const { status, body } = await link({ inbox_id: shop.inbox.id, source_id: 'customer-1' });
    expect([status, body]).toEqual([422, { error: 'source_id should be unique' }]);
  });

  it('an agent who is no member of the inbox cannot link to it', async () => {
    expect((await link({ inbox_id: shop.inbox.id }, shop.outsider)).status).toBe(401);
    expect(await links()).toEqual([]);
  });

  it('an inbox or a contact of another account is not found', async () => {
    const other = await makeShop(desk);
    const theirs = await makeContact(other.account);
    expect((await link({ inbox_id: other.inbox.id }, shop.administrator)).status).toBe(404);
    expect((await link({ inbox_id: shop.inbox.id }, shop.administrator, theirs.id)).status).toBe(404);
  });

  it('an inbox must be named', async () => {
    expect((await link({})).status).toBe(422);
  });
});

describe('finding a contact by inbox and source id', () => {
  const find = (body: object, who = shop.agent) => shop.ask(who, 'POST', '/contact_inboxes/filter', body);

  beforeEach(() => linkContact(shop.account, { contact, inbox: shop.inbox, source_id: 'customer-1' }));

  it('answers the contact with its links', async () => {
    const { status, body } = await find({ inbox_id: shop.inbox.id, source_id: 'customer-1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: contact.id, contact_inboxes: [{ source_id: 'customer-1' }] });
  });

  it('finds nothing under another source id or in another inbox', async () => {
    const second = await makeInbox(shop.account, { members: [shop.agent] });
    expect((await find({ inbox_id: shop.inbox.id, source_id: 'customer-2' })).status).toBe(404);
    expect((await find({ inbox_id: second.id, source_id: 'customer-1' })).status).toBe(404);
  });

  it('an agent who is no member of the inbox is refused', async () => {
    const { status } = await find({ inbox_id: shop.inbox.id, source_id: 'customer-1' }, shop.outsider);
    expect(status).toBe(401);
  });

  it('an inbox of another account is not found', async () => {
    const other = await makeShop(desk);
    const body = { inbox_id: shop.inbox.id, source_id: 'customer-1' };
    expect((await other.ask(other.administrator, 'POST', '/contact_inboxes/filter', body)).status).toBe(404);
  });

  it('inbox and source id must be named', async () => {
    const { status, body } = await find({});
    expect([status, body.attributes]).toEqual([422, ['inbox_id', 'source_id']]);
  });
});

describe('the inboxes through which a contact can be reached', () => {
  const reach = (who = shop.agent, id = contact.id) =>
    shop.ask(who, 'GET', `/contacts/${id}/contactable_inboxes`);

  it('are those that the caller may use, with the known source id or a made one', async () => {
    await linkContact(shop.account, { contact, inbox: shop.inbox, source_id: 'customer-1' });
    const second = await makeInbox(shop.account, { name: 'Another' });
    expect((await reach()).body.payload).toMatchObject([
      { inbox: { id: shop.inbox.id }, source_id: 'customer-1' },
    ]);
    const { payload } = (await reach(shop.administrator)).body;
    expect(payload.map(({ inbox }: { inbox: { id: number } }) => inbox.id)).toEqual([
      second.id,
      shop.inbox.id,
    ]);
    expect(payload[0].source_id).toMatch(UUID);
  });

  it('are none for an agent of no inbox', async () => {
    expect((await reach(shop.outsider)).body.payload).toEqual([]);
  });

  it('are asked without making a link', async () => {
    await reach();
    expect(await links()).toEqual([]);
  });

  it('of a contact of another account are not found', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    expect((await reach(shop.administrator, theirs.id)).status).toBe(404);
  });
});

describe('the labels of a contact', () => {
  const labels = (method: 'GET' | 'POST', body?: object, id = contact.id) =>
    shop.ask(shop.agent, method, `/contacts/${id}/labels`, body);

  it('are none at first', async () => {
    expect((await labels('GET')).body).toEqual({ payload: [] });
  });

  it('are replaced, each once and without blanks around', async () => {
    await labels('POST', { labels: ['old'] });
    const { status, body } = await labels('POST', { labels: ['vip', ' new ', 'vip', ''] });
    expect([status, body]).toEqual([200, { payload: ['vip', 'new'] }]);
    expect((await labels('GET')).body).toEqual({ payload: ['vip', 'new'] });
  });

  it('are taken off when none are given', async () => {
    await labels('POST', { labels: ['vip'] });
    expect((await labels('POST', {})).body).toEqual({ payload: [] });
  });

  it('are told of when they change', async () => {
    const events = await eventsDuring(shop.account, async () => {
      await labels('POST', { labels: ['vip'] });
      await labels('POST', { labels: ['vip'] });
    });
    expect(events.map(({ name, data }) => [name, data])).toEqual([
      ['contact.updated', { contact_id: contact.id, changes: { labels: [[], ['vip']] } }],
    ]);
  });

  it('are refused when they are no texts', async () => {
    expect((await labels('POST', { labels: [{ title: 'vip' }] })).status).toBe(422);
  });

  it('of a contact of another account are not found', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    expect((await labels('GET', undefined, theirs.id)).status).toBe(404);
    expect((await labels('POST', { labels: ['vip'] }, theirs.id)).status).toBe(404);
  });
});
