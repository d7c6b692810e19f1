import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPublicly, enter, prove } from '../../../test/customers.ts';
import { makeContact, makeShop, readEvents, type Shop } from '../../../test/factories.ts';
import { ask, makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { accessContact } from '../contacts/access.ts';
import { findLinkInInbox } from '../contacts/contact-inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;
/** An inbox that takes nobody's word. */
let strict: InboxRow;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  strict = await makeInbox(shop.account, { channel: { type: 'api', hmac_mandatory: true } });
});
afterAll(() => desk?.close());

const create = (inbox: InboxRow, body: object, question: { from?: string } = {}) =>
  askPublicly(desk, inbox)('POST', '/contacts', { body, ...question });
const show = (inbox: InboxRow, source_id: string, query: Record<string, string> = {}) =>
  askPublicly(desk, inbox)('GET', `/contacts/${source_id}?${new URLSearchParams(query)}`);
const update = (inbox: InboxRow, source_id: string, body: object) =>
  askPublicly(desk, inbox)('PATCH', `/contacts/${source_id}`, { body });
const readContact = (id: number) => accessContact(shop.account, id);

async function readLink(inbox: InboxRow, source_id: string) {
  const link = await findLinkInInbox(shop.account, inbox.id, source_id);
  if (!link) throw new Error('There is no such link');
  return link;
}

let count = 0;
/** A name that nobody has yet. */
function fresh(word: string): string {
  count += 1;
  return `${word}-${count}`;
}

describe('the inbox', () => {
  it('is shown with what customers need, and nothing more', async () => {
    const { status, body } = await askPublicly(desk, strict)('GET', '');
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      [
        'identifier',
        'identity_validation_enabled',
        'name',
        'timezone',
        'working_hours',
        'working_hours_enabled',
        'csat_survey_enabled',
        'greeting_enabled',
      ].sort(),
    );
    expect(body).toMatchObject({
      identifier: strict.settings.inbox_identifier,
      identity_validation_enabled: true,
      name: 'Shop',
      timezone: 'UTC',
    });
  });

  it('of no identifier is not found, nor is one of another channel by its token', async () => {
    const site = await makeInbox(shop.account, {
      channel: { type: 'web_widget', website_url: 'https://shop.example.com', widget_color: '#1f93ff' },
    });
    const token = String(site.settings.website_token);
    for (const identifier of ['nobody', token, '%00', 'a%00b', 'x'.repeat(400)]) {
      const { status, body } = await ask(desk, 'GET', `/public/api/v1/inboxes/${identifier}`);
      expect([identifier, status]).toEqual([identifier, 404]);
      expect(body).toEqual({ error: 'Resource could not be found' });
    }
  });

  it('of a suspended account is closed', async () => {
    const account = await makeAccount(desk);
    const inbox = await makeInbox(account);
    const source_id = await enter(desk, inbox);
    await desk.services.database.pool.query(`update accounts set status = 'suspended' where id = $1`, [
      account.account.id,
    ]);
    expect((await askPublicly(desk, inbox)('GET', '')).status).toBe(401);
    const { status, body } = await show(inbox, source_id);
    expect([status, body]).toEqual([401, { error: 'Account is suspended' }]);
  });
});

describe('a new contact', () => {
  it('is answered with its source id and the token of its sockets', async () => {
    const fields = { name: 'Rui', email: `${fresh('Rui')}@Example.com`, custom_attributes: { tier: 'gold' } };
    const { status, body } = await create(shop.inbox, fields);
    expect(status).toBe(200);
    const link = await readLink(shop.inbox, body.source_id);
    expect(body).toEqual({
      source_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      pubsub_token: link.pubsub_token,
      id: link.contact_id,
      name: 'Rui',
      email: fields.email.toLowerCase(),
      phone_number: null,
    });
    expect((await readContact(body.id)).custom_attributes).toEqual({ tier: 'gold' });
    expect(link.hmac_verified).toBe(false);
    const last = (await readEvents(shop.account)).at(-1);
    expect(last).toMatchObject({ name: 'contact.created', data: { contact_id: body.id } });
  });

  it('may choose its source id; the same one again answers the same contact as it is', async () => {
    const source_id = fresh('chosen');
    const first = await create(shop.inbox, { source_id, name: 'First' });
    const second = await create(shop.inbox, { source_id, name: 'Second' });
    expect(first.body.source_id).toBe(source_id);
    expect(second.body).toEqual(first.body);
  });

  it('with the source id of another inbox is another contact', async () => {
    const source_id = fresh('chosen');
    const other = await makeInbox(shop.account);
    const first = await create(shop.inbox, { source_id, name: 'First' });
    expect((await create(other, { source_id })).body.id).not.toBe(first.body.id);
  });

  it('ten at once with one source id are one contact', async () => {
    const source_id = fresh('at-once');
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(shop.inbox, { source_id })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
  });

  it('sets nothing that is the desk’s own', async () => {
    const { body } = await create(shop.inbox, {
      name: 'Pushy',
      id: 7,
      account_id: 99,
      blocked: true,
      hmac_verified: true,
      contact_type: 'customer',
      additional_attributes: { city: 'Faro' },
      pubsub_token: 'mine',
    });
    const contact = await readContact(body.id);
    expect(contact).toMatchObject({ blocked: false, contact_type: 'visitor', additional_attributes: {} });
    const link = await readLink(shop.inbox, body.source_id);
    expect(link.hmac_verified).toBe(false);
    expect(link.pubsub_token).not.toBe('mine');
  });

  it.each([{ email: 'no address' }, { phone_number: '12' }, { name: { first: 'Rui' } }])(
    'with %j is refused',
    async (fields) => {
      expect((await create(shop.inbox, fields)).status).toBe(422);
    },
  );

  it('without proof takes over nobody: what others have is noted for agents', async () => {
    const identifier = fresh('victim');
    const email = `${identifier}@example.com`;
    const victim = await makeContact(shop.account, { identifier, email, phone_number: '+351912000001' });
    const { status, body } = await create(shop.inbox, {
      name: 'Mallory',
      identifier,
      email: email.toUpperCase(),
      phone_number: '+351912000001',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Mallory', email: null, phone_number: null });
    expect(body.id).not.toBe(victim.id);
    expect(await readContact(body.id)).toMatchObject({
      identifier: null,
      additional_attributes: {
        unverified_identifier: identifier,
        unverified_email: email,
        unverified_phone_number: '+351912000001',
      },
    });
    expect(await readContact(victim.id)).toEqual(victim);
  });
});

describe('a contact', () => {
  it('is shown to itself', async () => {
    const created = await create(shop.inbox, { name: 'Rui' });
    const { status, body } = await show(shop.inbox, created.body.source_id);
    expect([status, body]).toEqual([200, created.body]);
  });

  it('becomes verified when it proves who it is', async () => {
    const source_id = await enter(desk, shop.inbox);
    await show(shop.inbox, source_id, prove(shop.account, shop.inbox, fresh('user')));
    expect((await readLink(shop.inbox, source_id)).hmac_verified).toBe(true);
  });

  it('of another inbox, of another account and of nobody look alike', async () => {
    const elsewhere = await makeInbox(await makeAccount(desk));
    const ids = [await enter(desk, strict, prove(shop.account, strict, fresh('user')))];
    ids.push(await enter(desk, elsewhere), fresh('nobody'), '%00');
    const answers: string[] = [];
    for (const source_id of ids) {
      for (const answer of [
        await show(shop.inbox, source_id),
        await update(shop.inbox, source_id, { name: 'Mallory' }),
        await askPublicly(desk, shop.inbox)('GET', `/contacts/${source_id}/conversations`),
      ])
        answers.push(`${answer.status} ${answer.text}`);
    }
    expect(new Set(answers)).toEqual(new Set(['404 {"error":"Resource could not be found"}']));
  });

  it('changes its fields, and keeps its identifier and those that are not given', async () => {
    const identifier = fresh('user');
    const source_id = await enter(desk, shop.inbox, { identifier, name: 'Rui', custom_attributes: { a: 1 } });
    const { status, body } = await update(shop.inbox, source_id, {
      phone_number: '+351912000077',
      custom_attributes: { b: 2 },
      identifier: 'another',
      blocked: true,
      additional_attributes: { city: 'Faro' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Rui',
      identifier,
      phone_number: '+351912000077',
      custom_attributes: { a: 1, b: 2 },
      additional_attributes: {},
      blocked: false,
      contact_type: 'lead',
      account_id: shop.account.account.id,
    });
    expect(body).not.toHaveProperty('labels');
    expect(body).not.toHaveProperty('avatar_url');
  });
});

describe('limits', () => {
  it('an address makes 200 contacts an hour in an inbox, and others are not held up', async () => {
    const inbox = await makeInbox(shop.account);
    const from = '198.51.100.7';
    for (let made = 0; made < 200; made += 1) await create(inbox, {}, { from });
    expect((await create(inbox, {}, { from })).status).toBe(429);
    expect((await create(inbox, {}, { from: '198.51.100.8' })).status).toBe(200);
    expect((await create(inbox, prove(shop.account, inbox, 'user'), { from })).status).toBe(200);
    desk.clock.advance(3_600_000);
    expect((await create(inbox, {}, { from })).status).toBe(200);
  });

  it('a contact changes itself 60 times an hour', async () => {
    const source_id = await enter(desk, shop.inbox);
    const change = () =>
      askPublicly(desk, shop.inbox)('PATCH', `/contacts/${source_id}`, {
        body: { custom_attributes: { a: 1 } },
        from: '198.51.100.7',
      });
    for (let made = 0; made < 60; made += 1) expect((await change()).status).toBe(200);
    const refused = await change();
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
  });
});
