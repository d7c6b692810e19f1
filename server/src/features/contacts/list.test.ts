import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { replaceLabels } from './contact.ts';
import { linkContact } from './contact-inbox.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const list = (query = '') => shop.ask(shop.agent, 'GET', `/contacts${query}`);
const named = (name: string, fields: object = {}) =>
  makeContact(shop.account, { name, identifier: `crm-${name}`, ...fields });
const namesOf = (body: { payload: { name: string }[] }) => body.payload.map(({ name }) => name);

it('every contact that can be told apart is listed; those with only a name are left out', async () => {
  await named('Ana');
  await makeContact(shop.account, { name: 'Bea' });
  await makeContact(shop.account, { name: 'Cid', email: 'cid@example.com' });
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.meta).toEqual({ count: 2, current_page: 1 });
  expect(namesOf(body)).toEqual(['Ana', 'Cid']);
});

it('a page has 15 contacts, and echoes its number as it was sent', async () => {
  for (let index = 0; index < 16; index += 1) await named(`${index}`);
  expect((await list()).body.payload).toHaveLength(15);
  const { body } = await list('?page=2');
  expect(body.meta).toEqual({ count: 16, current_page: '2' });
  expect(namesOf(body)).toEqual(['15']);
  expect((await list('?page=99')).body.payload).toEqual([]);
  expect((await list('?page=none')).body.payload).toHaveLength(15);
});

it('contacts are sorted both ways', async () => {
  await named('bea', { additional_attributes: { city: 'Faro' } });
  await named('Ana', { additional_attributes: { city: 'lagos' } });
  expect(namesOf((await list('?sort=name')).body)).toEqual(['Ana', 'bea']);
  expect(namesOf((await list('?sort=-name')).body)).toEqual(['bea', 'Ana']);
  expect(namesOf((await list('?sort=city')).body)).toEqual(['bea', 'Ana']);
  expect((await list('?sort=constructor')).status).toBe(200);
});

it('labels choose the contacts that have any of them', async () => {
  await replaceLabels(shop.account, await named('Ana'), ['vip', 'new']);
  await replaceLabels(shop.account, await named('Bea'), ['old']);
  await named('Cid');
  expect(namesOf((await list('?labels[]=vip&labels[]=old')).body)).toEqual(['Ana', 'Bea']);
  expect(namesOf((await list('?labels=new')).body)).toEqual(['Ana']);
  expect(namesOf((await list('?labels=none')).body)).toEqual([]);
});

it('links to inboxes stand with each contact unless they are not wanted', async () => {
  const contact = await named('Ana');
  await linkContact(shop.account, { contact, inbox: shop.inbox, source_id: 's-1' });
  const { body } = await list();
  expect(body.payload[0].contact_inboxes).toMatchObject([{ source_id: 's-1', inbox: { id: shop.inbox.id } }]);
  const without = await list('?include_contact_inboxes=false');
  expect(without.body.payload[0]).not.toHaveProperty('contact_inboxes');
});

it('contacts of another account are not listed', async () => {
  await makeContact((await makeShop(desk)).account, { identifier: 'theirs' });
  expect((await list()).body.payload).toEqual([]);
});

it('nobody is online while no socket tells', async () => {
  await named('Ana');
  const { status, body } = await shop.ask(shop.agent, 'GET', '/contacts/active?page=2');
  expect(status).toBe(200);
  expect(body).toEqual({ meta: { count: 0, current_page: '2' }, payload: [] });
});

describe('a filter', () => {
  type Short = [key: string, operator: string, values?: unknown, tie?: string];
  const filter = (conditions: unknown, fields: object = {}) => {
    const payload = Array.isArray(conditions)
      ? conditions.map(([attribute_key, filter_operator, values, query_operator]: Short) => ({
          attribute_key,
          filter_operator,
          values,
          query_operator,
        }))
      : conditions;
    return shop.ask(shop.agent, 'POST', '/contacts/filter', { payload, ...fields });
  };

  beforeEach(async () => {
    const ana = await named('Ana', {
      email: 'ana@example.com',
      phone_number: '+351912000111',
      additional_attributes: { city: 'Faro', company_name: 'Acme', country_code: 'PT' },
    });
    await replaceLabels(shop.account, ana, ['vip']);
    desk.clock.advance(10 * 86_400_000);
    await named('Bea', {
      email: 'bea@example.org',
      blocked: true,
      additional_attributes: { company: 'Bolt' },
    });
    await makeContact(shop.account, { name: 'Only a name' });
    await makeContact((await makeShop(desk)).account, { name: 'Theirs', email: 'ana@example.com' });
  });

  it.each<[Short, string[]]>([
    [['name', 'equal_to', ['ANA']], ['Ana']],
    [['name', 'not_equal_to', ['ana', 'bea']], ['Bea']],
    [
      ['email', 'contains', ['EXAMPLE']],
      ['Ana', 'Bea'],
    ],
    [['email', 'does_not_contain', ['.org']], ['Ana']],
    [['phone_number', 'equal_to', ['351912000111']], ['Ana']],
    [['phone_number', 'starts_with', ['+351912000111']], ['Ana']],
    [['phone_number', 'starts_with', ['+351']], []],
    [['phone_number', 'contains', ['912']], ['Ana']],
    [['identifier', 'equal_to', ['crm-Ana']], ['Ana']],
    [['identifier', 'equal_to', ['crm-ana']], []],
    [['city', 'equal_to', ['faro']], ['Ana']],
    [['company', 'contains', ['acm']], ['Ana']],
    [['company', 'equal_to', ['bolt']], ['Bea']],
    [['country_code', 'equal_to', ['PT']], ['Ana']],
    [['labels', 'equal_to', ['new', 'vip']], ['Ana']],
    [['labels', 'not_equal_to', ['vip']], ['Bea']],
    [['labels', 'is_present'], ['Ana']],
    [['labels', 'is_not_present', []], ['Bea']],
    [['blocked', 'equal_to', [true]], ['Bea']],
    [['blocked', 'equal_to', ['false']], ['Ana']],
    [['created_at', 'days_before', [5]], ['Ana']],
    [['last_activity_at', 'is_greater_than', ['2020-01-01']], []],
  ])('%j finds %j', async (condition, names) => {
    const { status, body } = await filter([condition]);
    expect(status).toBe(200);
    expect(namesOf(body)).toEqual(names);
    expect(body.meta).toEqual({ count: names.length, current_page: 1 });
  });

  it('ties conditions, and never reaches into another account', async () => {
    const { body } = await filter(
      [
        ['name', 'equal_to', ['ana'], 'OR'],
        ['name', 'contains', ['e']],
      ],
      { sort: '-name', page: 1, include_contact_inboxes: false },
    );
    expect(namesOf(body)).toEqual(['Bea', 'Ana']);
    expect(body.payload[0]).not.toHaveProperty('contact_inboxes');
  });

  it.each<[unknown, string]>([
    [undefined, "can't be blank"],
    [[], 'at least one condition'],
    ['name', 'must be a list of conditions'],
    [[['tier', 'equal_to', ['gold']]], '"tier"'],
    [[['name', 'is_present']], '"is_present"'],
    [[['name', 'equal_to', []]], 'blank'],
    [[['created_at', 'is_less_than', ['2026-13-01']]], '"2026-13-01"'],
    [
      [
        ['name', 'equal_to', ['a'], 'and 1=1 or'],
        ['name', 'equal_to', ['b']],
      ],
      'AND or OR',
    ],
  ])('%j is refused with a sentence about it', async (conditions, words) => {
    const { status, body } = await filter(conditions);
    expect(status).toBe(422);
    expect(Object.keys(body)).toEqual(['error']);
    expect(body.error).toContain(words);
  });
});
