import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContact, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { contactInboxes } from '../contacts/table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const create = (who: { token: string }, body: object) => shop.ask(who, 'POST', '/conversations', body);

/** Creates one in the shop's inbox with a contact of its own. */
async function createPlain(body: object = {}, who = shop.agent) {
  const contact = await makeContact(shop.account);
  return create(who, { inbox_id: shop.inbox.id, contact_id: contact.id, ...body });
}

async function link(source_id: string, inbox = shop.inbox) {
  const contact = await makeContact(shop.account, { inbox_id: inbox.id, source_id });
  return contact;
}

describe('naming the parties', () => {
  it('a source_id alone finds the contact and the inbox', async () => {
    const contact = await link('visitor-1');
    const { body } = await create(shop.agent, { source_id: 'visitor-1' });
    expect([body.meta.sender.id, body.inbox_id]).toEqual([contact.id, shop.inbox.id]);
  });

  it('an unknown source_id is not found', async () => {
    const { status } = await create(shop.agent, { source_id: 'nobody' });
    expect(status).toBe(404);
  });

  it('a source_id of another account is not found', async () => {
    const other = await makeShop(desk);
    await makeContact(other.account, { inbox_id: other.inbox.id, source_id: 'foreign-visitor' });
    const { status } = await create(shop.administrator, { source_id: 'foreign-visitor' });
    expect(status).toBe(404);
  });

  it('a source_id of an inbox that the agent is no member of is refused', async () => {
    await link('visitor-2');
    const { status } = await create(shop.outsider, { source_id: 'visitor-2' });
    expect(status).toBe(401);
  });

  it('naming nobody names the missing parameter', async () => {
    const { status, body } = await create(shop.agent, {});
    expect([status, body]).toEqual([422, { error: 'param is missing or the value is empty: inbox_id' }]);
  });

  it('naming the inbox alone names the missing contact', async () => {
    const { status, body } = await create(shop.agent, { inbox_id: shop.inbox.id });
    expect([status, body]).toEqual([422, { error: 'param is missing or the value is empty: contact_id' }]);
  });

  it('a source_id that the contact has already is used again', async () => {
    const contact = await link('visitor-3');
    const body = { inbox_id: shop.inbox.id, contact_id: contact.id, source_id: 'visitor-3' };
    const { status } = await create(shop.agent, body);
    const links = await shop.account.queries
      .select()
      .from(contactInboxes)
      .where(eq(contactInboxes.contact_id, contact.id));
    expect([status, links.length]).toEqual([200, 1]);
  });

  it('a source_id that another contact has is refused', async () => {
    await link('visitor-4');
    const { status, body } = await createPlain({ source_id: 'visitor-4' });
    expect([status, body]).toEqual([422, { error: 'source_id should be unique' }]);
  });

  it('hmac_verified marks the link that is made', async () => {
    const { body } = await createPlain({ hmac_verified: true });
    expect(body.meta.hmac_verified).toBe(true);
  });

  it('many at once for one contact share one link', async () => {
    const contact = await makeContact(shop.account);
    const body = { inbox_id: shop.inbox.id, contact_id: contact.id };
    await Promise.all(Array.from({ length: 8 }, () => create(shop.agent, body)));
    const links = await shop.account.queries
      .select()
      .from(contactInboxes)
      .where(eq(contactInboxes.contact_id, contact.id));
    expect(links).toHaveLength(1);
  });

  it('a form may say it', async () => {
    const contact = await makeContact(shop.account);
    const form = `inbox_id=${shop.inbox.id}&contact_id=${contact.id}&message[content]=Hi&custom_attributes[a]=b`;
    const reply = await desk.app.inject({
      method: 'POST',
      url: `/api/v1/accounts/${shop.account.account.id}/conversations`,
      headers: {
        api_access_token: shop.agent.token,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: form,
    });
    const body = reply.json();
    expect([body.custom_attributes, body.messages[0].content]).toEqual([{ a: 'b' }, 'Hi']);
  });
});

describe('an inbox that keeps to a single conversation', () => {
  const openLocked = () =>
    makeInbox(shop.account, { members: [shop.agent], lock_to_single_conversation: true });

  it('answers the latest one, whatever its status, and ignores the parameters', async () => {
    const inbox = await openLocked();
    const contact = await makeContact(shop.account);
    const first = await create(shop.agent, {
      inbox_id: inbox.id,
      contact_id: contact.id,
      status: 'resolved',
    });
    const again = await create(shop.agent, {
      inbox_id: inbox.id,
      contact_id: contact.id,
      status: 'open',
      custom_attributes: { a: 1 },
    });
    expect([again.body.id, again.body.status, again.body.custom_attributes]).toEqual([
      first.body.id,
      'resolved',
      {},
    ]);
  });

  it('still takes the message', async () => {
    const inbox = await openLocked();
    const contact = await makeContact(shop.account);
    const body = { inbox_id: inbox.id, contact_id: contact.id };
    const first = await create(shop.agent, body);
    const again = await create(shop.agent, { ...body, message: { content: 'Still there?' } });
    expect([again.body.id, again.body.messages[0].content]).toEqual([first.body.id, 'Still there?']);
  });

  it('starts one for another contact', async () => {
    const inbox = await openLocked();
    const [one, other] = [await makeContact(shop.account), await makeContact(shop.account)];
    const first = await create(shop.agent, { inbox_id: inbox.id, contact_id: one.id });
    const second = await create(shop.agent, { inbox_id: inbox.id, contact_id: other.id });
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('starts one only, when asked many times at once', async () => {
    const inbox = await openLocked();
    const contact = await makeContact(shop.account);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create(shop.agent, { inbox_id: inbox.id, contact_id: contact.id })),
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('starts one only, when asked many times at once by source_id', async () => {
    const inbox = await openLocked();
    await link('visitor-5', inbox);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create(shop.agent, { source_id: 'visitor-5' })),
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('any other inbox starts a new one', async () => {
    const contact = await makeContact(shop.account);
    const body = { inbox_id: shop.inbox.id, contact_id: contact.id };
    const [first, second] = [await create(shop.agent, body), await create(shop.agent, body)];
    expect(second.body.id).not.toBe(first.body.id);
  });
});
