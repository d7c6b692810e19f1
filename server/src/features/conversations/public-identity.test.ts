import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPublicly, enter, prove } from '../../../test/customers.ts';
import { makeContact, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
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

const wrong = {
  status: 401,
  body: { error: 'HMAC failed: Invalid Identifier Hash Provided' },
};
let count = 0;
/** A name that nobody has yet. */
function fresh(word: string): string {
  count += 1;
  return `${word}-${count}`;
}

describe('a proven identity', () => {
  it('finds its contact, and verifies the new link', async () => {
    const identifier = fresh('user');
    const known = await makeContact(shop.account, { name: 'Known', identifier });
    const { status, body } = await create(shop.inbox, {
      ...prove(shop.account, shop.inbox, identifier),
      name: 'Other',
    });
    expect([status, body.id, body.name]).toEqual([200, known.id, 'Known']);
    expect((await readLink(shop.inbox, body.source_id)).hmac_verified).toBe(true);
  });

  it('finds the contact that has the e-mail address and no identifier, and names it', async () => {
    const identifier = fresh('user');
    const email = `${identifier}@example.com`;
    const known = await makeContact(shop.account, { email });
    const { body } = await create(shop.inbox, { ...prove(shop.account, shop.inbox, identifier), email });
    expect(body.id).toBe(known.id);
    expect((await readContact(known.id)).identifier).toBe(identifier);
  });

  it('does not take over the e-mail address of somebody with another identifier', async () => {
    const email = `${fresh('taken')}@example.com`;
    const victim = await makeContact(shop.account, { email, identifier: fresh('victim') });
    const { body } = await create(shop.inbox, { ...prove(shop.account, shop.inbox, fresh('user')), email });
    expect(body.id).not.toBe(victim.id);
    expect(body.email).toBeNull();
  });

  it('does not take over the e-mail address of somebody who was verified without an identifier', async () => {
    const email = `${fresh('taken')}@example.com`;
    const victim = await makeContact(shop.account, { email });
    await makeConversation(shop.account, shop.inbox, { contact_id: victim.id, hmac_verified: true });
    const { body } = await create(shop.inbox, { ...prove(shop.account, shop.inbox, fresh('user')), email });
    expect(body.id).not.toBe(victim.id);
    expect((await readContact(victim.id)).identifier).toBeNull();
  });

  it('ten at once are one contact', async () => {
    const claim = prove(shop.account, shop.inbox, fresh('user'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(shop.inbox, claim)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('opens no link of somebody else', async () => {
    const source_id = await enter(desk, shop.inbox, prove(shop.account, shop.inbox, fresh('victim')));
    const mine = prove(shop.account, shop.inbox, fresh('user'));
    expect(await create(shop.inbox, { ...mine, source_id })).toMatchObject(wrong);
    expect(await show(shop.inbox, source_id, mine)).toMatchObject(wrong);
    expect(await update(shop.inbox, source_id, { ...mine, name: 'Mallory' })).toMatchObject(wrong);
  });

  it('does not hold in another inbox', async () => {
    const claim = prove(shop.account, strict, fresh('user'));
    expect(await create(shop.inbox, claim)).toMatchObject(wrong);
  });
});

const HASHES: [string, unknown][] = [
  ['that is wrong', 'f'.repeat(64)],
  ['in another form', ['a', 'b']],
  ['that is a number', 5],
  ['that is an object', { a: 'b' }],
];

describe('a hash', () => {
  it.each(HASHES)('%s is refused where none is demanded', async (_, identifier_hash) => {
    const claim = { identifier: 'user', identifier_hash };
    expect(await create(shop.inbox, claim)).toMatchObject(wrong);
    const source_id = await enter(desk, shop.inbox);
    expect(await update(shop.inbox, source_id, claim)).toMatchObject(wrong);
    expect((await readLink(shop.inbox, source_id)).hmac_verified).toBe(false);
  });

  it.each(['', ' ', ' user'])('of "%s" proves nobody', async (identifier) => {
    expect(await create(strict, prove(shop.account, strict, identifier))).toMatchObject(wrong);
  });

  it('that is wrong is refused in a query', async () => {
    const source_id = await enter(desk, shop.inbox);
    expect(await show(shop.inbox, source_id, { identifier: 'user', identifier_hash: 'wrong' })).toMatchObject(
      wrong,
    );
  });
});

describe('where proof is demanded', () => {
  it.each([...HASHES, ['that is empty', ''], ['that is not there', undefined]])(
    'no contact comes in with a hash %s',
    async (_, identifier_hash) => {
      expect(await create(strict, { identifier: 'user', identifier_hash })).toMatchObject(wrong);
    },
  );

  it('a right hash opens each door, and without one they stay shut', async () => {
    const claim = prove(shop.account, strict, fresh('user'));
    const source_id = await enter(desk, strict, claim);
    expect((await show(strict, source_id, claim)).status).toBe(200);
    expect((await update(strict, source_id, { ...claim, name: 'Rui' })).body.name).toBe('Rui');
    expect(await show(strict, source_id)).toMatchObject(wrong);
    expect(await update(strict, source_id, { name: 'Mallory' })).toMatchObject(wrong);
    expect(await update(strict, source_id, { identifier: claim.identifier })).toMatchObject(wrong);
    expect((await readContact((await readLink(strict, source_id)).contact_id)).name).toBe('Rui');
  });

  it('attributes alone need no proof', async () => {
    const source_id = await enter(desk, strict, prove(shop.account, strict, fresh('user')));
    const { status, body } = await update(strict, source_id, { custom_attributes: { size: 'l' } });
    expect([status, body.custom_attributes]).toEqual([200, { size: 'l' }]);
  });
});

describe('the address of somebody else', () => {
  it('without proof does not get the e-mail address of somebody else', async () => {
    const email = `${fresh('victim')}@example.com`;
    const victim = await makeContact(shop.account, { email });
    const source_id = await enter(desk, shop.inbox, { name: 'Mallory' });
    const { status, body } = await update(shop.inbox, source_id, { email, name: 'Still Mallory' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      email: null,
      name: 'Still Mallory',
      additional_attributes: { unverified_email: email },
    });
    expect(await readContact(victim.id)).toEqual(victim);
  });

  it('with proof is merged with the nameless contact that has its e-mail address', async () => {
    const claim = prove(shop.account, shop.inbox, fresh('user'));
    const email = `${claim.identifier}@example.com`;
    const source_id = await enter(desk, shop.inbox, claim);
    const nameless = await makeContact(shop.account, { name: 'Nameless', email });
    const talk = await makeConversation(shop.account, shop.inbox, { contact_id: nameless.id });
    const { body } = await update(shop.inbox, source_id, { ...claim, email });
    expect(body).toMatchObject({ email, identifier: claim.identifier });
    await expect(readContact(nameless.id)).rejects.toThrow();
    const own = await askPublicly(desk, shop.inbox)('GET', `/contacts/${source_id}/conversations`);
    // The link of the merged contact proved nothing.
    expect(own.body.map(({ id }: { id: number }) => id)).not.toContain(talk.display_id);
  });

  it('with proof is not merged with somebody who has another identifier', async () => {
    const email = `${fresh('victim')}@example.com`;
    const victim = await makeContact(shop.account, { email, identifier: fresh('victim') });
    const claim = prove(shop.account, shop.inbox, fresh('user'));
    const source_id = await enter(desk, shop.inbox, claim);
    const { body } = await update(shop.inbox, source_id, { ...claim, email });
    expect(body.email).toBeNull();
    expect(await readContact(victim.id)).toEqual(victim);
  });
});
