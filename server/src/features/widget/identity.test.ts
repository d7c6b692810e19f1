import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prove } from '../../../test/customers.ts';
import { makeContact, makeConversation, type Shop } from '../../../test/factories.ts';
import type { TestDesk } from '../../../test/harness.ts';
import {
  expectUnharmed,
  fresh,
  freshEmail,
  type IdentityStage,
  makeVictim,
  numbersOf,
  openIdentityStage,
  setUser,
  update,
} from '../../../test/identities.ts';
import { readVisitor, say, type Visitor, visit } from '../../../test/visitors.ts';
import { accessContact } from '../contacts/access.ts';
import type { InboxRow } from '../inboxes/table.ts';

let stage: IdentityStage;
let desk: TestDesk;
let shop: Shop;
/** Takes people's word for who they are. */
let lax: InboxRow;
/** Wants proof. */
let strict: InboxRow;
let visitor: Visitor;

beforeAll(async () => {
  stage = await openIdentityStage();
  ({ desk, shop, lax, strict } = stage);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  visitor = await visit(desk, lax);
});

const read = (who: Visitor) => readVisitor(shop.account, who);
const readContact = ({ id }: { id: number }) => accessContact(shop.account, id);

describe('a visitor who says who they are', () => {
  it('is that from then on', async () => {
    const identifier = fresh('user');
    const { status, body } = await setUser(visitor, {
      identifier,
      email: ` ${identifier}@Example.com `,
      name: 'Rui Costa',
      phone_number: '+351912000111',
      custom_attributes: { tier: 'gold' },
      additional_attributes: { city: 'Faro', social_profiles: { github: 'rui' } },
    });
    expect(status).toBe(200);
    expect(body).toEqual({ id: visitor.contact_id, has_email: true, has_name: true, has_phone_number: true });
    const { contact, link } = await read(visitor);
    expect(contact).toMatchObject({
      id: visitor.contact_id,
      identifier,
      email: `${identifier}@example.com`,
      name: 'Rui Costa',
      phone_number: '+351912000111',
      custom_attributes: { tier: 'gold' },
      additional_attributes: { city: 'Faro', social_profiles: { github: 'rui' } },
    });
    expect(link.hmac_verified).toBe(false);
    expect((await visitor.ask('GET', '/contact')).body).toEqual({ ...body, identifier });
  });

  it('may have a number for an identifier', async () => {
    await setUser(visitor, { identifier: 1042 });
    expect((await read(visitor)).contact.identifier).toBe('1042');
  });

  it('keeps what they do not say, and what they say blank; attributes join at any depth', async () => {
    await update(visitor, {
      name: 'Rui',
      custom_attributes: { a: 1, deep: { b: 2 } },
      additional_attributes: { social_profiles: { github: 'rui' } },
    });
    await update(visitor, {
      name: ' ',
      email: null,
      custom_attributes: { deep: { c: 3 } },
      additional_attributes: { social_profiles: { facebook: 'rui' } },
    });
    expect((await read(visitor)).contact).toMatchObject({
      name: 'Rui',
      custom_attributes: { a: 1, deep: { b: 2, c: 3 } },
      additional_attributes: { social_profiles: { github: 'rui', facebook: 'rui' } },
    });
  });

  it('is taken at the rest of their word where an address is none', async () => {
    const { status } = await setUser(visitor, { name: 'Rui', email: 'nonsense', phone_number: '12' });
    expect(status).toBe(200);
    expect((await read(visitor)).contact).toMatchObject({ name: 'Rui', email: null, phone_number: null });
  });

  it('goes on as the contact that has this identifier, and the nameless one is gone', async () => {
    const identifier = fresh('user');
    const known = await makeContact(shop.account, { identifier, name: 'Known' });
    const talk = await say(visitor);
    const { body } = await setUser(visitor, { identifier });
    expect(body).toMatchObject({ id: known.id });
    expect(body).not.toHaveProperty('widget_auth_token');
    await expect(readContact({ id: visitor.contact_id })).rejects.toThrow();
    expect(await numbersOf(visitor)).toEqual([talk]);
    expect((await visitor.ask('GET', '/contact')).body.id).toBe(known.id);
  });

  it('is somebody new, with another token, when they were somebody else before', async () => {
    const [first, second] = [fresh('user'), fresh('user')];
    await setUser(visitor, { identifier: first });
    const talk = await say(visitor);
    const { body } = await setUser(visitor, { identifier: second, name: 'Second' });
    const other = {
      ...visitor,
      ask: (await visit(desk, lax, { headers: { 'x-auth-token': body.widget_auth_token } })).ask,
    };
    expect((await other.ask('GET', '/contact')).body).toMatchObject({ id: body.id, identifier: second });
    expect((await visitor.ask('GET', '/contact')).body).toMatchObject({
      id: visitor.contact_id,
      identifier: first,
    });
    expect([await numbersOf(other), await numbersOf(visitor)]).toEqual([[], [talk]]);
  });

  it('at once twice is the same', async () => {
    const known = await makeContact(shop.account, { identifier: fresh('user') });
    const claims = [1, 2, 3, 4].map(() => setUser(visitor, { identifier: known.identifier }));
    for (const { status, body } of await Promise.all(claims))
      expect([status, body.id]).toEqual([200, known.id]);
  });

  it('changes 60 times an hour at most', async () => {
    const from = '198.51.100.40';
    for (let times = 0; times < 60; times += 1)
      expect((await visitor.ask('PATCH', '/contact', { body: { name: 'x' }, from })).status).toBe(200);
    expect((await visitor.ask('PUT', '/contact/', { body: { name: 'x' }, from })).status).toBe(429);
    expect((await visitor.ask('PATCH', '/contact/set_user.json', { body: { name: 'x' }, from })).status).toBe(
      429,
    );
  });
});

describe('a visitor who proves who they are', () => {
  it('is verified, and sees what they said elsewhere once they proved it there too', async () => {
    const claim = prove(shop.account, lax, fresh('user'));
    const phone = await visit(desk, lax);
    await setUser(phone, claim);
    const earlier = await say(phone, 'From the phone');
    expect(await numbersOf(visitor)).toEqual([]);
    const { status } = await setUser(visitor, claim);
    expect(status).toBe(200);
    expect((await read(visitor)).link.hmac_verified).toBe(true);
    expect(await numbersOf(visitor)).toEqual([earlier]);
    expect((await visitor.ask('GET', '/messages')).body.payload).toMatchObject([
      { content: 'From the phone' },
    ]);
  });

  it('takes along what they said before', async () => {
    const claim = prove(shop.account, lax, fresh('user'));
    await makeContact(shop.account, { identifier: claim.identifier });
    const talk = await say(visitor);
    await setUser(visitor, claim);
    expect(await numbersOf(visitor)).toEqual([talk]);
  });

  it('does not get what was said through a link that proved nothing', async () => {
    const claim = prove(shop.account, lax, fresh('user'));
    const impostor = await visit(desk, lax);
    await setUser(impostor, { identifier: claim.identifier });
    const talk = await say(impostor, 'I only said so');
    await setUser(visitor, claim);
    expect(await numbersOf(visitor)).not.toContain(talk);
    expect(await numbersOf(impostor)).toEqual([talk]);
  });

  it('takes over the nameless contact with their address', async () => {
    const email = freshEmail('mail');
    const nameless = await makeContact(shop.account, { email, name: 'Mailer' });
    const old = await makeConversation(shop.account, shop.inbox, { contact_id: nameless.id });
    await setUser(visitor, { ...prove(shop.account, lax, fresh('user')), email });
    const { contact } = await read(visitor);
    expect(contact).toMatchObject({ id: visitor.contact_id, email });
    expect(await numbersOf(visitor)).not.toContain(old.display_id);
  });

  it('is no longer noted as unverified with what is theirs', async () => {
    const victim = await makeVictim(stage);
    await update(visitor, { email: victim.contact.email });
    expect((await read(visitor)).contact.additional_attributes).toHaveProperty('unverified_email');
    await setUser(visitor, prove(shop.account, lax, victim.identifier));
    const { contact } = await read(visitor);
    expect(contact.id).toBe(victim.contact.id);
    expect(contact.additional_attributes).not.toHaveProperty('unverified_email');
  });
});

const WRONG: [string, unknown][] = [
  ['another’s', 'a'.repeat(64)],
  ['a short', 'abc'],
  ['a number for', 5],
  ['an object for', { $ne: 1 }],
  ['a list for', ['a']],
  ['true for', true],
];

describe.each([
  ['set_user', setUser],
  ['PATCH contact', update],
])('%s with an identifier', (_, claim) => {
  it.each(WRONG)('and %s hash is refused everywhere', async (_name, identifier_hash) => {
    const victim = await makeVictim(stage);
    for (const who of [visitor, await visit(desk, strict)]) {
      const { status, body } = await claim(who, {
        identifier: victim.identifier,
        identifier_hash,
        name: 'Mallory',
      });
      expect([status, body]).toEqual([401, { error: 'HMAC failed: Invalid Identifier Hash Provided' }]);
      await expectUnharmed(stage, victim, who);
    }
  });

  it.each([
    ['none', {}],
    ['null', { identifier_hash: null }],
    ['an empty one', { identifier_hash: '' }],
    ['an empty list', { identifier_hash: [] }],
  ])('and no hash (%s) is refused where the inbox wants proof', async (_name, hash) => {
    const victim = await makeVictim(stage);
    const who = await visit(desk, strict);
    expect((await claim(who, { identifier: victim.identifier, ...hash, name: 'Mallory' })).status).toBe(401);
    expect((await claim(who, { identifier: fresh('new'), ...hash })).status).toBe(401);
    await expectUnharmed(stage, victim, who);
    expect((await read(who)).contact).toMatchObject({ identifier: null, id: who.contact_id });
  });

  it('and the hash of another identifier, or under another inbox’s key, is refused', async () => {
    const victim = await makeVictim(stage);
    const who = await visit(desk, strict);
    const { identifier_hash } = prove(shop.account, strict, fresh('other'));
    expect((await claim(who, { identifier: victim.identifier, identifier_hash })).status).toBe(401);
    expect((await claim(who, prove(shop.account, lax, victim.identifier))).status).toBe(401);
    await expectUnharmed(stage, victim, who);
  });

  it('of somebody who proved it is not taken over without proof, and noted', async () => {
    const victim = await makeVictim(stage);
    const { status } = await claim(visitor, {
      identifier: victim.identifier,
      name: 'Mallory',
      email: freshEmail('mallory'),
    });
    expect(status).toBe(200);
    await expectUnharmed(stage, victim, visitor);
    expect((await read(visitor)).contact.additional_attributes).toMatchObject({
      unverified_identifier: victim.identifier,
    });
  });
});
