import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringOnline, makeContact, makeShop, type Shop, takeOffline } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

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

describe('the turn of a new conversation', () => {
  it('gives an open one to a member of the inbox who is online', async () => {
    await bringOnline(shop.account, shop.agent);
    const { body } = await createPlain();
    await takeOffline(shop.account, shop.agent);
    expect(body.meta.assignee?.id).toBe(shop.agent.id);
  });

  it('leaves it to nobody when nobody is online', async () => {
    const { body } = await createPlain();
    expect(body.meta.assignee).toBeUndefined();
  });

  it('does not give it to somebody online who is no member', async () => {
    await bringOnline(shop.account, shop.outsider);
    const { body } = await createPlain();
    await takeOffline(shop.account, shop.outsider);
    expect(body.meta.assignee).toBeUndefined();
  });

  it.each(['pending', 'resolved', 'snoozed'])('leaves one that starts %s alone', async (status) => {
    await bringOnline(shop.account, shop.agent);
    const { body } = await createPlain({ status });
    await takeOffline(shop.account, shop.agent);
    expect(body.meta.assignee).toBeUndefined();
  });

  it('is off when the inbox says so', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent], enable_auto_assignment: false });
    await bringOnline(shop.account, shop.agent);
    const { body } = await createPlain({ inbox_id: inbox.id });
    await takeOffline(shop.account, shop.agent);
    expect(body.meta.assignee).toBeUndefined();
  });

  it('takes over from an assignee who is no member of the inbox', async () => {
    await bringOnline(shop.account, shop.agent);
    const { body } = await createPlain({ assignee_id: shop.outsider.id });
    await takeOffline(shop.account, shop.agent);
    expect(body.meta.assignee.id).toBe(shop.agent.id);
  });

  it('leaves an assignee who is a member', async () => {
    const colleague = shop.administrator;
    const inbox = await makeInbox(shop.account, { members: [shop.agent, colleague] });
    await bringOnline(shop.account, shop.agent);
    const { body } = await createPlain({ inbox_id: inbox.id, assignee_id: colleague.id });
    await takeOffline(shop.account, shop.agent);
    expect(body.meta.assignee.id).toBe(colleague.id);
  });
});
