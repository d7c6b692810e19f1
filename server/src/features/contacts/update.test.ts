import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { contacts } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let contact: Awaited<ReturnType<typeof makeContact>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  contact = await makeContact(shop.account, {
    name: 'Rui Costa',
    email: 'rui@example.com',
    identifier: 'crm-9',
    additional_attributes: { city: 'Faro', company_name: 'Acme' },
    custom_attributes: { tier: 'gold', seats: 3 },
  });
});
afterAll(() => desk?.close());

const update = (body: unknown, id = contact.id) => shop.ask(shop.agent, 'PATCH', `/contacts/${id}`, body);
const row = async () => {
  const [found] = await shop.account.queries.select().from(contacts).where(eq(contacts.id, contact.id));
  if (!found) throw new Error('The contact is gone');
  return found;
};

it('an agent changes a contact; what is not given stays', async () => {
  const { status, body } = await update({ name: 'Rui C.', blocked: true });
  expect(status).toBe(200);
  expect(body.payload).toMatchObject({
    name: 'Rui C.',
    blocked: true,
    email: 'rui@example.com',
    identifier: 'crm-9',
    contact_inboxes: [],
  });
});

it('a contact is changed by PUT alike', async () => {
  const { body } = await shop.ask(shop.agent, 'PUT', `/contacts/${contact.id}`, { name: 'Rui C.' });
  expect(body.payload.name).toBe('Rui C.');
});

it('attributes are merged key by key, not deeper', async () => {
  await update({ additional_attributes: { social_profiles: { github: 'rui' } } });
  const { body } = await update({
    additional_attributes: { city: 'Lagos', social_profiles: { twitter: 'rui' } },
    custom_attributes: { tier: 'silver' },
  });
  expect(body.payload.additional_attributes).toEqual({
    city: 'Lagos',
    company_name: 'Acme',
    social_profiles: { twitter: 'rui' },
  });
  expect(body.payload.custom_attributes).toEqual({ tier: 'silver', seats: 3 });
});

it('city and country are mirrored to the columns that lists sort by', async () => {
  await update({ additional_attributes: { city: 'Lagos', country: 'Portugal' } });
  expect(await row()).toMatchObject({ location: 'Lagos', country_code: 'Portugal' });
});

it('a blank identity takes the identity away', async () => {
  const { body } = await update({ email: ' ', identifier: null });
  expect(body.payload).toMatchObject({ email: null, identifier: null });
});

it('a visitor becomes a lead with the first way to be reached, and stays one', async () => {
  const visitor = await makeContact(shop.account, { identifier: 'crm-10' });
  contact = visitor;
  expect((await row()).contact_type).toBe('visitor');
  await update({ phone_number: '+351912000111' });
  expect((await row()).contact_type).toBe('lead');
  await update({ phone_number: '' });
  expect((await row()).contact_type).toBe('lead');
});

it('a change is told with what was before and after', async () => {
  desk.clock.advance(1000);
  const [event, ...others] = await eventsDuring(shop.account, () =>
    update({ name: 'Rui C.', email: 'RUI@example.com', custom_attributes: { tier: 'silver' } }),
  );
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    name: 'contact.updated',
    data: {
      contact_id: contact.id,
      changes: {
        name: ['Rui Costa', 'Rui C.'],
        custom_attributes: [
          { tier: 'gold', seats: 3 },
          { tier: 'silver', seats: 3 },
        ],
      },
    },
  });
  expect((await row()).updated_at).toEqual(desk.clock.now());
});

it('a change that changes nothing is not told', async () => {
  expect(
    await eventsDuring(shop.account, () => update({ name: 'Rui Costa', custom_attributes: {} })),
  ).toEqual([]);
});

it('an address and a file of a picture do not stand in the way of the rest', async () => {
  const { status, body } = await update({ name: 'Rui C.', avatar_url: 'https://example.com/rui.png' });
  expect(status).toBe(200);
  expect(body.payload.name).toBe('Rui C.');
});

it('links to inboxes are left out when they are not wanted', async () => {
  const { body } = await update({ include_contact_inboxes: false });
  expect(body.payload).not.toHaveProperty('contact_inboxes');
});

describe.each<[field: string, value: string]>([
  ['email', 'ANA@example.com'],
  ['phone_number', '+351912000222'],
  ['identifier', 'crm-1'],
])('an %s of another contact', (field, value) => {
  it('is refused, and nothing changes', async () => {
    await makeContact(shop.account, {
      email: 'ana@example.com',
      phone_number: '+351912000222',
      identifier: 'crm-1',
    });
    const events = await eventsDuring(shop.account, async () => {
      const { status, body } = await update({ name: 'Changed', [field]: value });
      expect(status).toBe(422);
      expect(body.attributes).toEqual([field]);
      expect(body.message).toMatch(/has already been taken$/);
    });
    expect(events).toEqual([]);
    expect((await row()).name).toBe('Rui Costa');
  });

  it('is taken when the other contact is of another account', async () => {
    const other = await makeShop(desk);
    await makeContact(other.account, {
      email: 'ana@example.com',
      phone_number: '+351912000222',
      identifier: 'crm-1',
    });
    expect((await update({ [field]: value })).status).toBe(200);
  });
});

describe.each<[why: string, body: object, field: string]>([
  ['an e-mail address that is none', { email: 'rui' }, 'email'],
  ['a phone number without a country', { phone_number: '912000111' }, 'phone_number'],
  ['attributes that are a list', { custom_attributes: ['tier'] }, 'custom_attributes'],
  ['a flag that is none', { blocked: 'perhaps' }, 'blocked'],
])('%s', (_, body, field) => {
  it('is refused by the name of the field', async () => {
    const answer = await update(body);
    expect(answer.status).toBe(422);
    expect(answer.body.attributes).toEqual([field]);
  });
});

it('a contact of another account is not found', async () => {
  const other = await makeShop(desk);
  const theirs = await makeContact(other.account);
  expect((await update({ name: 'Changed' }, theirs.id)).status).toBe(404);
});

describe('custom attributes', () => {
  const remove = (body: unknown, id = contact.id) =>
    shop.ask(shop.agent, 'POST', `/contacts/${id}/destroy_custom_attributes`, body);

  it('are removed by their keys, the others stay', async () => {
    const [event] = await eventsDuring(shop.account, async () => {
      const { status, body } = await remove({ custom_attributes: ['tier', 'unknown'] });
      expect(status).toBe(200);
      expect(body.payload.custom_attributes).toEqual({ seats: 3 });
      expect(body.payload.contact_inboxes).toEqual([]);
    });
    expect(event?.name).toBe('contact.updated');
  });

  it('are refused without a list of keys', async () => {
    expect((await remove({})).status).toBe(422);
  });

  it('of a contact of another account are not found', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    expect((await remove({ custom_attributes: ['tier'] }, theirs.id)).status).toBe(404);
  });
});

describe('the picture', () => {
  const removeAvatar = (id = contact.id) => shop.ask(shop.agent, 'DELETE', `/contacts/${id}/avatar`);

  it('is taken off, which is told once', async () => {
    const avatar = { key: 'k', file_name: 'rui.png', content_type: 'image/png', byte_size: 1 };
    await shop.account.queries
      .update(contacts)
      .set({ avatar, avatar_url: 'https://example.com/rui.png' })
      .where(eq(contacts.id, contact.id));
    const events = await eventsDuring(shop.account, async () => {
      const { status, body } = await removeAvatar();
      expect(status).toBe(200);
      expect(body.payload).toMatchObject({ id: contact.id, thumbnail: '' });
      expect(body.payload).not.toHaveProperty('contact_inboxes');
      await removeAvatar();
    });
    expect(events.map(({ name }) => name)).toEqual(['contact.updated']);
    expect(await row()).toMatchObject({ avatar: null, avatar_url: null });
  });

  it('of a contact of another account is not found', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    expect((await removeAvatar(theirs.id)).status).toBe(404);
  });
});
