import { contact as shape } from '@porchlight/contract/contacts';
import { inboxRecord } from '@porchlight/contract/inboxes';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ask,
  listEventNames,
  makeAccount,
  makeBot,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { contactInboxes, contacts } from './table.ts';

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

const create = (body: object, token = agent.token) =>
  ask(desk, 'POST', `/api/v1/accounts/${account.account.id}/contacts`, { token, body });
const created = async (body: object) => (await create(body)).body.payload.contact;
const stored = () =>
  account.queries.select().from(contacts).where(eq(contacts.account_id, account.account.id));

it('an agent creates a contact, answered with status 200 and every key of the contract', async () => {
  const { status, body } = await create({ name: 'Rui', email: 'rui@example.com' });
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body.payload.contact).error).toBeUndefined();
});

it('a contact without an inbox is answered with a link of nothing', async () => {
  const { body } = await create({ name: 'Rui' });
  expect(body.payload.contact_inbox).toEqual({ inbox: null, source_id: null });
  expect(body.payload.contact.contact_inboxes).toEqual([]);
});

it('a new contact was never active', async () => {
  expect(await created({ name: 'Rui' })).not.toHaveProperty('last_activity_at');
});

it('the fields that are given are kept', async () => {
  const fields = {
    name: 'Rui',
    email: 'rui@example.com',
    phone_number: '+351912000111',
    identifier: 'crm-9',
    blocked: true,
    additional_attributes: { city: 'Faro', company_name: 'Acme' },
    custom_attributes: { tier: 'gold' },
  };
  expect(await created(fields)).toMatchObject(fields);
});

it('a contact needs no field at all', async () => {
  expect(await created({})).toMatchObject({
    name: '',
    email: null,
    phone_number: null,
    identifier: null,
    blocked: false,
    additional_attributes: {},
    custom_attributes: {},
  });
});

it('blank identities are kept as nothing', async () => {
  const { email, phone_number, identifier } = await created({ email: ' ', phone_number: '', identifier: '' });
  expect([email, phone_number, identifier]).toEqual([null, null, null]);
});

it('any number of contacts may lack an identity', async () => {
  await created({ email: '' });
  expect((await create({ email: '' })).status).toBe(200);
});

it('an e-mail address is kept in small letters and without blanks around it', async () => {
  expect((await created({ email: ' Rui@Example.COM ' })).email).toBe('rui@example.com');
});

it('a contact in a form is a contact in JSON', async () => {
  const form = new URLSearchParams({ name: 'Rui', blocked: 'true', 'custom_attributes[tier]': 'gold' });
  const { body } = await ask(desk, 'POST', `/api/v1/accounts/${account.account.id}/contacts`, {
    token: agent.token,
    body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(body.payload.contact).toMatchObject({
    name: 'Rui',
    blocked: true,
    custom_attributes: { tier: 'gold' },
  });
});

describe.each<[why: string, fields: object, type: string]>([
  ['only a name', { name: 'Rui' }, 'visitor'],
  ['an identifier', { identifier: 'crm-9' }, 'visitor'],
  ['an e-mail address', { email: 'rui@example.com' }, 'lead'],
  ['a phone number', { phone_number: '+351912000111' }, 'lead'],
  ['a social profile', { additional_attributes: { social_profiles: { github: 'rui' } } }, 'lead'],
  ['a social name', { additional_attributes: { social_telegram_user_name: 'rui' } }, 'lead'],
  ['social profiles that are empty', { additional_attributes: { social_profiles: {} } }, 'visitor'],
  ['a social name that is blank', { additional_attributes: { social_telegram_user_name: '' } }, 'visitor'],
])('a contact with %s', (_, fields, type) => {
  it(`is a ${type}`, async () => {
    const { id } = await created(fields);
    const [row] = await account.queries.select().from(contacts).where(eq(contacts.id, id));
    expect(row?.contact_type).toBe(type);
  });
});

it('city and country of the additional attributes are the location and the country', async () => {
  const { id } = await created({ additional_attributes: { city: 'Faro', country: 'Portugal' } });
  const [row] = await account.queries.select().from(contacts).where(eq(contacts.id, id));
  expect([row?.location, row?.country_code]).toEqual(['Faro', 'Portugal']);
});

it('a creation is heard of', async () => {
  await created({ name: 'Rui' });
  expect(await listEventNames(account)).toEqual(['account.created', 'contact.created']);
});

describe('identities are unique in the account', () => {
  const identities = [
    ['email', 'rui@example.com', 'RUI@example.com', 'Email has already been taken'],
    ['phone_number', '+351912000111', ' +351912000111', 'Phone number has already been taken'],
    ['identifier', 'crm-9', 'crm-9', 'Identifier has already been taken'],
  ] as const;

  it.each(identities)(
    'a second contact with the same %s is refused',
    async (field, first, second, message) => {
      await created({ [field]: first });
      const { status, body } = await create({ name: 'Twin', [field]: second });
      expect([status, body]).toEqual([422, { message, attributes: [field] }]);
      expect(await stored()).toHaveLength(1);
    },
  );

  it.each(identities)('another account may have the same %s', async (field, value) => {
    await created({ [field]: value });
    const other = await makeAccount(desk, 'Other');
    const { token } = await makeUser(desk, other, 'agent', 'Bob');
    const path = `/api/v1/accounts/${other.account.id}/contacts`;
    expect((await ask(desk, 'POST', path, { token, body: { [field]: value } })).status).toBe(200);
  });

  it('identifiers differ by case', async () => {
    await created({ identifier: 'crm-a' });
    expect((await create({ identifier: 'CRM-A' })).status).toBe(200);
  });

  it('of contacts that are created at the same time one is made', async () => {
    const tries = await Promise.all([1, 2, 3, 4, 5].map(() => create({ email: 'rui@example.com' })));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422]);
    expect(await listEventNames(account)).toEqual(['account.created', 'contact.created']);
  });
});

describe.each<[why: string, field: string, value: unknown]>([
  ['an e-mail address without @', 'email', 'rui.example.com'],
  ['an e-mail address with two @', 'email', 'a@b@c'],
  ['an e-mail address with a blank in it', 'email', 'a b@example.com'],
  ['an e-mail address that is a list', 'email', ['rui@example.com']],
  ['a phone number without +', 'phone_number', '351912000111'],
  ['a phone number that begins with 0', 'phone_number', '+0912000111'],
  ['a phone number of 16 digits', 'phone_number', '+1234567890123456'],
  ['a phone number of one digit', 'phone_number', '+1'],
  ['a phone number with blanks', 'phone_number', '+351 912 000'],
  ['a name of more than 255 characters', 'name', 'x'.repeat(256)],
  ['an identifier of more than 255 characters', 'identifier', 'x'.repeat(256)],
  ['custom attributes that are a list', 'custom_attributes', ['a']],
  ['custom attributes that are text', 'custom_attributes', 'a'],
  ['additional attributes that are a number', 'additional_attributes', 5],
  ['a truth value that is none', 'blocked', 'perhaps'],
  ['NUL in the name', 'name', 'a\0b'],
  ['NUL deep in the attributes', 'custom_attributes', { a: [{ b: '\0' }] }],
  [
    'attributes of a hundred levels',
    'custom_attributes',
    JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`),
  ],
  ['an inbox that is a word', 'inbox_id', 'shop'],
])('%s', (_, field, value) => {
  it('is refused with a sentence that names the field', async () => {
    const { status, body } = await create({ [field]: value });
    const label = field.charAt(0).toUpperCase() + field.slice(1).replaceAll('_', ' ');
    expect([status, body.attributes]).toEqual([422, [field]]);
    expect(body.message).toMatch(new RegExp(`^${label} (must|is) .`));
    expect(await stored()).toEqual([]);
  });
});

it('two fields that do not fit are told of together', async () => {
  const { body } = await create({ email: 'x', blocked: 'perhaps' });
  expect(body.attributes).toEqual(['email', 'blocked']);
  expect(body.message).toMatch(/^Email is .*, Blocked must be true or false$/);
});

it('the longest phone number is taken', async () => {
  expect((await create({ phone_number: '+123456789012345' })).status).toBe(200);
});

it('half a surrogate pair is mended', async () => {
  expect((await created({ name: 'a\ud800b' })).name).toBe('a\ufffdb');
});

it('keys that nobody knows are ignored', async () => {
  const contact = await created({ name: 'Rui', id: 1, account_id: 999, created_at: 0, labels: ['x'] });
  expect(contact).not.toHaveProperty('labels');
  const [row] = await stored();
  expect([row?.account_id, row?.labels]).toEqual([account.account.id, []]);
});

it('the account in the body does not stand above the one in the path', async () => {
  const other = await makeAccount(desk, 'Other');
  await created({ name: 'Rui', account_id: other.account.id });
  const rows = await account.queries.select().from(contacts).where(eq(contacts.account_id, other.account.id));
  expect(rows).toEqual([]);
});

describe('with an inbox', () => {
  it('the contact is linked to it, and the whole record of the inbox is answered', async () => {
    const inbox = await makeInbox(account, { members: [agent] });
    const { body } = await create({ name: 'Rui', inbox_id: inbox.id });
    const { contact_inbox, contact } = body.payload;
    expect(inboxRecord.strict().safeParse(contact_inbox.inbox).error).toBeUndefined();
    expect(contact_inbox.inbox.id).toBe(inbox.id);
    expect(contact.contact_inboxes).toEqual([
      {
        source_id: contact_inbox.source_id,
        inbox: {
          id: inbox.id,
          avatar_url: '',
          channel_id: inbox.id,
          name: 'Shop',
          channel_type: 'Channel::Api',
          provider: null,
        },
      },
    ]);
  });

  it.each(['api', 'web_widget'])('of kind %s the source id is a random UUID', async (type) => {
    const channel = { type, website_url: 'https://a.example' };
    const inbox = await makeInbox(account, { members: [agent], channel });
    const { body } = await create({ name: 'Rui', inbox_id: inbox.id });
    expect(body.payload.contact_inbox.source_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('the source id that is given is kept', async () => {
    const inbox = await makeInbox(account, { members: [agent] });
    const { body } = await create({ name: 'Rui', inbox_id: inbox.id, source_id: 'customer-1' });
    expect(body.payload.contact_inbox.source_id).toBe('customer-1');
  });

  it('a source id that another contact has there is refused, and nothing is left behind', async () => {
    const inbox = await makeInbox(account, { members: [agent] });
    await create({ name: 'Rui', inbox_id: inbox.id, source_id: 'customer-1' });
    const { status, body } = await create({ name: 'Twin', inbox_id: inbox.id, source_id: 'customer-1' });
    expect([status, body]).toEqual([422, { error: 'source_id should be unique' }]);
    expect((await stored()).map((row) => row.name)).toEqual(['Rui']);
    expect(await listEventNames(account)).toEqual([
      'account.created',
      'inbox.created',
      'account.cache_invalidated',
      'contact.created',
    ]);
  });

  it('the same source id in another inbox is taken', async () => {
    const [one, other] = [
      await makeInbox(account, { members: [agent] }),
      await makeInbox(account, { members: [agent] }),
    ];
    await create({ name: 'Rui', inbox_id: one.id, source_id: 'customer-1' });
    expect((await create({ name: 'Ana', inbox_id: other.id, source_id: 'customer-1' })).status).toBe(200);
  });

  it('an agent who is no member of it cannot link a contact, and no contact is made', async () => {
    const inbox = await makeInbox(account);
    const { status, body } = await create({ name: 'Rui', inbox_id: inbox.id });
    expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
    expect(await stored()).toEqual([]);
  });

  it('an administrator links a contact without being a member', async () => {
    const admin = await makeUser(desk, account, 'administrator', 'Bob');
    const inbox = await makeInbox(account);
    expect((await create({ name: 'Rui', inbox_id: inbox.id }, admin.token)).status).toBe(200);
  });

  it('of another account the inbox is not found, and no contact is made', async () => {
    const inbox = await makeInbox(await makeAccount(desk, 'Other'));
    const { status, body } = await create({ name: 'Rui', inbox_id: inbox.id });
    expect([status, body]).toEqual([404, { error: 'Resource could not be found' }]);
    expect(await stored()).toEqual([]);
  });

  it.each([0, '', null, 'null'])('of %j there is none, and the contact is made alone', async (inbox_id) => {
    const { body } = await create({ name: 'Rui', inbox_id });
    expect(body.payload.contact_inbox.inbox).toBeNull();
    expect(await account.queries.select().from(contactInboxes)).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ contact_id: body.payload.contact.id })]),
    );
  });
});

it('a bot cannot create contacts', async () => {
  const bot = await makeBot(account, 'account');
  expect((await create({ name: 'Rui' }, bot.token)).body).toEqual({
    error: 'Access to this endpoint is not authorized for bots',
  });
});

it('a stranger cannot create contacts', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Eve');
  expect((await create({ name: 'Rui' }, stranger.token)).status).toBe(401);
  expect(await stored()).toEqual([]);
});
