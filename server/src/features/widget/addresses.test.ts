import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prove } from '../../../test/customers.ts';
import { makeContact, makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import type { TestDesk } from '../../../test/harness.ts';
import {
  begin,
  expectUnharmed,
  fresh,
  freshEmail,
  freshPhone,
  type IdentityStage,
  makeVictim,
  numbersOf,
  openIdentityStage,
  setUser,
  update,
} from '../../../test/identities.ts';
import { readVisitor, say, type Visitor, visit } from '../../../test/visitors.ts';
import { accessContact } from '../contacts/access.ts';
import { linkContact } from '../contacts/contact-inbox.ts';
import type { ContactRow } from '../contacts/table.ts';
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

describe('where the inbox wants proof', () => {
  it('set_user needs it of whoever names themselves, by whatever', async () => {
    const who = await visit(desk, strict);
    for (const claim of [{ name: 'A' }, { email: freshEmail('a') }, { phone_number: '+351912000777' }])
      expect((await setUser(who, claim)).status).toBe(401);
    expect((await read(who)).contact).toMatchObject({ email: null, phone_number: null });
  });

  it('attributes alone need none', async () => {
    const who = await visit(desk, strict);
    const { status } = await setUser(who, { identifier: '', custom_attributes: { size: 'l' } });
    expect(status).toBe(200);
    expect((await read(who)).contact.custom_attributes).toEqual({ size: 'l' });
  });

  it('nobody joins a contact that was there before by an address', async () => {
    const email = freshEmail('mail');
    const nameless = await makeContact(shop.account, { email });
    const who = await visit(desk, strict);
    await begin(who, { email });
    expect(await readContact(nameless)).toMatchObject({ id: nameless.id });
    expect((await read(who)).contact).toMatchObject({
      id: who.contact_id,
      email: null,
      additional_attributes: { unverified_email: email },
    });
  });
});

const addressWays: [string, (who: Visitor, victim: ContactRow) => Promise<unknown>][] = [
  ['the e-mail address before the chat', (who, { email }) => begin(who, { email, name: 'Mallory' })],
  ['the phone number before the chat', (who, { phone_number }) => begin(who, { phone_number })],
  ['the e-mail address in capitals', (who, { email }) => begin(who, { email: email?.toUpperCase() })],
  ['the e-mail address by PATCH contact', (who, { email }) => update(who, { email })],
  ['the phone number by PATCH contact', (who, { phone_number }) => update(who, { phone_number })],
  [
    'both by set_user',
    (who, { email, phone_number }) => setUser(who, { email, phone_number, identifier: fresh('m') }),
  ],
  ['the e-mail address where it is asked for', (who, { email }) => answerEmail(who, email)],
];

async function answerEmail(who: Visitor, email: string | null) {
  const display_id = await say(who);
  const { body } = await shop.ask(shop.administrator, 'GET', `/conversations/${display_id}`);
  const { conversation_id } = await makeMessage(shop.agent.ctx, { display_id: body.id } as never, {
    content: 'Your address?',
    content_type: 'input_email',
  });
  expect(conversation_id).toBeGreaterThan(0);
  const messages = (await who.ask('GET', '/messages')).body.payload;
  const answer = await who.ask('PATCH', `/messages/${messages.at(-1).id}`, { body: { contact: { email } } });
  expect(answer.status).toBe(200);
  return answer;
}

describe('the address of somebody else', () => {
  it.each(addressWays)('who proved who they are is not taken: %s', async (_, claim) => {
    const victim = await makeVictim(stage);
    for (const who of [visitor, await visit(desk, lax)]) {
      await claim(who, victim.contact);
      await expectUnharmed(stage, victim, who);
      const { additional_attributes } = (await read(who)).contact;
      expect(Object.keys(additional_attributes).join()).toContain('unverified_');
    }
  });

  it.each(addressWays)('who has an identifier is not taken: %s', async (_, claim) => {
    const email = freshEmail('known');
    const phone_number = freshPhone();
    const known = await makeContact(shop.account, {
      identifier: fresh('known'),
      email,
      phone_number,
      name: 'Known',
    });
    await claim(visitor, known);
    expect(await readContact(known)).toEqual(known);
    expect((await read(visitor)).contact.id).not.toBe(known.id);
  });

  it.each(addressWays.filter(([way]) => !way.includes('set_user')))(
    'who is nobody in particular is theirs: %s',
    async (_, claim) => {
      const email = freshEmail('nobody');
      const phone_number = freshPhone();
      const nobody = await makeContact(shop.account, { email, phone_number, name: 'Old Name' });
      const old = await makeConversation(shop.account, shop.inbox, { contact_id: nobody.id });
      desk.clock.advance(1000);
      const fresh_visitor = await visit(desk, lax);
      await claim(fresh_visitor, nobody);
      const { contact } = await read(fresh_visitor);
      expect(contact).toMatchObject({ id: nobody.id, email, phone_number, name: 'Old Name' });
      // They see what they said themselves, and not what was there before.
      expect(await numbersOf(fresh_visitor)).not.toContain(old.display_id);
      const { body, text } = await fresh_visitor.ask('POST', '/config');
      expect(body.contact).toMatchObject({ id: nobody.id, email: null, phone_number: null });
      expect(text).not.toContain(phone_number);
    },
  );

  it('by the phone number is not taken when that contact has another e-mail address', async () => {
    const phone_number = freshPhone();
    const nobody = await makeContact(shop.account, { email: freshEmail('one'), phone_number });
    await begin(visitor, { phone_number, email: freshEmail('two') });
    expect((await read(visitor)).contact.id).toBe(visitor.contact_id);
    expect((await readContact(nobody)).phone_number).toBe(phone_number);
  });

  it('the notes about it are not for the visitor to write', async () => {
    const victim = await makeVictim(stage);
    await update(visitor, { email: victim.contact.email });
    await update(visitor, {
      additional_attributes: { unverified_email: null, unverified_x: 1, city: 'Faro' },
    });
    expect((await read(visitor)).contact.additional_attributes).toEqual({
      unverified_email: victim.contact.email,
      city: 'Faro',
    });
  });

  it('whoever said that they are a contact cannot change it once somebody else proved to be it', async () => {
    const claim = prove(shop.account, lax, fresh('user'));
    await setUser(visitor, { identifier: claim.identifier });
    const true_one = await visit(desk, lax);
    await setUser(true_one, { ...claim, email: freshEmail('true'), name: 'True' });
    const before = (await read(true_one)).contact;
    const email = freshEmail('mallory');
    const { status } = await update(visitor, { email, name: 'Mallory', custom_attributes: { vip: true } });
    expect(status).toBe(200);
    expect((await read(true_one)).contact).toMatchObject({
      email: before.email,
      name: 'True',
      custom_attributes: {},
      additional_attributes: { unverified_email: email },
    });
  });
});

describe('the name before the chat', () => {
  it('falls back to the e-mail address', async () => {
    const email = freshEmail('rui.costa');
    await begin(visitor, { email });
    expect((await read(visitor)).contact.name).toBe(email.split('@', 1)[0]);
  });

  it('counts only for whom nothing is known of', async () => {
    await update(visitor, { email: freshEmail('rui'), name: 'Rui' });
    await begin(visitor, { name: 'Other' });
    expect((await read(visitor)).contact.name).toBe('Rui');
  });

  it('of the contact that was there before stays', async () => {
    const email = freshEmail('nobody');
    await makeContact(shop.account, { email, name: 'Old Name' });
    await begin(visitor, { email });
    expect((await read(visitor)).contact.name).toBe('Old Name');
  });
});

it('attributes are taken off by their keys', async () => {
  await update(visitor, { custom_attributes: { a: 1, b: 2 } });
  const body = { custom_attributes: ['a', 'x'] };
  const answer = await visitor.ask('POST', '/contact/destroy_custom_attributes', { body });
  expect(answer.body).toEqual({
    id: visitor.contact_id,
    name: expect.any(String),
    email: null,
    phone_number: null,
    identifier: null,
  });
  expect((await read(visitor)).contact.custom_attributes).toEqual({ b: 2 });
});

it('attributes beyond 20,000 letters are refused', async () => {
  const { status } = await update(visitor, { custom_attributes: { text: 'x'.repeat(20_001) } });
  expect(status).toBe(422);
});

it('a link of an agent that is verified counts as proof', async () => {
  const contact = await makeContact(shop.account, { email: freshEmail('agent'), name: 'By Agent' });
  await linkContact(shop.account, { contact, inbox: lax, source_id: fresh('source'), hmac_verified: true });
  await begin(visitor, { email: contact.email });
  expect((await read(visitor)).contact.id).toBe(visitor.contact_id);
});
