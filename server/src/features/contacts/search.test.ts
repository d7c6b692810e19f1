import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { createContact } from './contact.ts';
import { contacts } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let agent: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  agent = await makeUser(desk, account, 'agent');
});
afterAll(() => desk?.close());

const make = async (fields: Parameters<typeof createContact>[1]) =>
  (await createContact(account, fields)).contact;
const search = (query: Record<string, string>, from = '127.0.0.1') =>
  ask(desk, 'GET', `/api/v1/accounts/${account.account.id}/contacts/search?${new URLSearchParams(query)}`, {
    token: agent.token,
    from,
  });
const namesOf = async (query: Record<string, string>) =>
  (await search(query)).body.payload.map((contact: { name: string }) => contact.name);

const RUI = {
  name: 'Rui Silva',
  email: 'rui@example.com',
  phone_number: '+351912000111',
  identifier: 'CRM-9',
  additional_attributes: { company_name: 'Acme Lda' },
};

describe.each([
  ['the name', 'ui Sil'],
  ['the name in other case', 'RUI'],
  ['the e-mail address', 'rui@exam'],
  ['the phone number', '912000'],
  ['the phone number with +', '+351'],
  ['the company', 'acme'],
  ['the identifier', 'CRM'],
  ['the name, with blanks around', '  rui  '],
])('a part of %s', (_, q) => {
  it('finds the contact', async () => {
    await make(RUI);
    await make({ name: 'Somebody', email: 'somebody@example.org' });
    expect(await namesOf({ q })).toEqual(['Rui Silva']);
  });
});

describe.each([
  ['the identifier in other case', 'crm-9'],
  ['two fields at once', 'Silva\nrui'],
  ['the city', 'Faro'],
  ['no field', 'zzz'],
  ['a pattern of the database', 'r%i'],
  ['a sign that stands for any letter', 'ru_'],
  ['a backslash', '\\'],
])('%s', (_, q) => {
  it('finds nobody', async () => {
    await make({ ...RUI, additional_attributes: { city: 'Faro' } });
    expect((await search({ q })).body).toMatchObject({ meta: { count: 0 }, payload: [] });
  });
});

it('signs of patterns are found as they stand', async () => {
  await make({ ...RUI, name: '100%_sure\\' });
  expect(await namesOf({ q: '%_sure\\' })).toEqual(['100%_sure\\']);
});

it('letters beyond ASCII are found in either case', async () => {
  await make({ ...RUI, name: 'Émile Çelik' });
  expect(await namesOf({ q: 'ÉMILE ç' })).toEqual(['Émile Çelik']);
});

it.each(['İstanbul', 'STRASSE ß', 'Ὀδυσσεύς'])(
  'a search for the whole name %s finds the contact',
  async (name) => {
    await make({ ...RUI, name });
    expect(await namesOf({ q: name })).toEqual([name]);
  },
);

it('a contact with only a name is hidden', async () => {
  await make({ name: 'Rui Silva' });
  expect(await namesOf({ q: 'rui' })).toEqual([]);
});

it.each([{ email: 'r@example.com' }, { phone_number: '+351912000111' }, { identifier: 'r' }])(
  'a contact with %j is shown',
  async (identity) => {
    await make({ name: 'Rui Silva', ...identity });
    expect(await namesOf({ q: 'rui' })).toEqual(['Rui Silva']);
  },
);

it('contacts of other accounts are not found', async () => {
  const other = await makeAccount(desk, 'Other');
  await createContact(other, RUI);
  expect(await namesOf({ q: 'rui' })).toEqual([]);
});

it('an agent finds contacts of every inbox', async () => {
  const inbox = await makeInbox(account);
  await make({ ...RUI, inbox_id: inbox.id });
  expect(await namesOf({ q: 'rui' })).toEqual(['Rui Silva']);
});

it.each([[{}], [{ q: '' }], [{ q: '   ' }]])(
  'a search for nothing (%j) answers an empty list without a count',
  async (query) => {
    await make(RUI);
    const { status, body } = await search(query);
    expect([status, body]).toEqual([200, { meta: { count: null, current_page: 1 }, payload: [] }]);
  },
);

describe('pages', () => {
  beforeEach(async () => {
    for (let number = 1; number <= 17; number += 1)
      await make({ name: `Rui ${number}`, email: `rui${number}@example.com` });
  });

  it('the first has 15 contacts, and the count is that of all', async () => {
    const { body } = await search({ q: 'rui' });
    expect([body.payload.length, body.meta]).toEqual([15, { count: 17, current_page: 1 }]);
  });

  it('the second has the rest, and its number is echoed as text', async () => {
    const { body } = await search({ q: 'rui', page: '2' });
    expect([body.payload.length, body.meta]).toEqual([2, { count: 17, current_page: '2' }]);
  });

  it('no contact stands on two pages', async () => {
    const both = [...(await namesOf({ q: 'rui' })), ...(await namesOf({ q: 'rui', page: '2' }))];
    expect(new Set(both).size).toBe(17);
  });

  it('past the last is empty', async () => {
    expect((await search({ q: 'rui', page: '9' })).body.payload).toEqual([]);
  });

  it.each(['0', '-1', 'x', '1.5', '99999999999999999999'])('the page %s means the first', async (page) => {
    expect((await search({ q: 'rui', page })).body.payload).toHaveLength(15);
  });
});

describe('orders', () => {
  beforeEach(async () => {
    await make({
      name: 'b',
      email: 'x1@example.com',
      additional_attributes: { company_name: 'Z', city: 'M' },
    });
    await make({
      name: 'A',
      email: 'x3@example.com',
      additional_attributes: { company_name: 'a', city: 'n' },
    });
    await make({ name: 'C', email: 'x2@example.com' });
  });

  it.each([
    ['name', ['A', 'b', 'C']],
    ['-name', ['C', 'b', 'A']],
    ['email', ['b', 'C', 'A']],
    ['-email', ['A', 'C', 'b']],
    ['company', ['A', 'b', 'C']],
    ['-company', ['b', 'A', 'C']],
    ['city', ['b', 'A', 'C']],
    ['', ['b', 'A', 'C']],
    ['unknown', ['b', 'A', 'C']],
    ['constructor', ['b', 'A', 'C']],
    ['-__proto__', ['b', 'A', 'C']],
  ])('sort=%s', async (sort, names) => {
    expect(await namesOf({ q: 'example.com', sort })).toEqual(names);
  });

  it('those who were never active come last in either direction', async () => {
    await account.queries
      .update(contacts)
      .set({ last_activity_at: desk.clock.now() })
      .where(eq(contacts.name, 'C'));
    expect((await namesOf({ q: 'example.com', sort: 'last_activity_at' }))[0]).toBe('C');
    expect((await namesOf({ q: 'example.com', sort: '-last_activity_at' }))[0]).toBe('C');
  });
});

describe('labels', () => {
  beforeEach(async () => {
    for (const [name, labels] of [
      ['A', ['gold']],
      ['B', ['gold', 'new']],
      ['C', ['old']],
    ] as const) {
      const { id } = await make({ name, email: `${name}@example.com` });
      await account.queries
        .update(contacts)
        .set({ labels: [...labels] })
        .where(eq(contacts.id, id));
    }
  });

  it('one finds the contacts that carry it', async () => {
    expect(await namesOf({ q: 'example', labels: 'gold' })).toEqual(['A', 'B']);
  });

  it('several find the contacts that carry any of them', async () => {
    expect(await namesOf({ q: 'example', 'labels[0]': 'new', 'labels[1]': 'old' })).toEqual(['B', 'C']);
  });

  it('one that nobody carries finds nobody', async () => {
    expect(await namesOf({ q: 'example', labels: 'none' })).toEqual([]);
  });
});

describe('links to inboxes', () => {
  beforeEach(async () => {
    const inbox = await makeInbox(account);
    await make({ ...RUI, inbox_id: inbox.id, source_id: 'customer-1' });
  });

  it('are shown', async () => {
    const [contact] = (await search({ q: 'rui' })).body.payload;
    expect(contact.contact_inboxes).toMatchObject([{ source_id: 'customer-1', inbox: { name: 'Shop' } }]);
  });

  it('are left out when they are not wanted', async () => {
    const [contact] = (await search({ q: 'rui', include_contact_inboxes: 'false' })).body.payload;
    expect(contact).not.toHaveProperty('contact_inboxes');
  });
});

it('NUL in the search is refused with a sentence', async () => {
  const { status, body } = await search({ q: 'a\0b' });
  expect([status, body]).toEqual([
    422,
    { message: 'Q must not contain the NUL character', attributes: ['q'] },
  ]);
});

it('an account searches a hundred times a minute', async () => {
  for (let count = 0; count < 100; count += 1) {
    expect((await search({}, '198.51.100.7')).status).toBe(200);
  }
  expect((await search({}, '198.51.100.8')).status).toBe(429);
});

it('programs on this machine search as often as they need', async () => {
  for (let count = 0; count < 101; count += 1) await search({});
  expect((await search({})).status).toBe(200);
});

it('a stranger finds nobody', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Eve');
  const path = `/api/v1/accounts/${account.account.id}/contacts/search?q=rui`;
  expect((await ask(desk, 'GET', path, { token: stranger.token })).status).toBe(401);
});
