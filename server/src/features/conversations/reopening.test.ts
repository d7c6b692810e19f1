import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeBot,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { holdConversation } from './access.ts';
import { reopenForCustomer } from './reopening.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);

const toggle = (
  row: { display_id: number },
  body: object = {},
  who: { token: string } = shop.administrator,
) => shop.ask(who, 'POST', `/conversations/${row.display_id}/toggle_status`, body);

describe('when the customer writes', () => {
  const write = (row: Parameters<typeof makeMessage>[1], shopOf = shop) =>
    makeMessage(shopOf.agent.ctx, row, { content: 'Hello?', message_type: 'incoming' });

  it.each(['snoozed', 'resolved'] as const)('a conversation that is %s opens', async (status) => {
    const row = await make({
      status,
      ...(status === 'snoozed' && { snoozed_until: '2030-01-01T09:00:00Z' }),
    });
    await write(row);
    const after = await readConversation(shop.account, row);
    expect([after.status, after.snoozed_until]).toEqual(['open', null]);
  });

  it('a pending one stays pending', async () => {
    const row = await make({ status: 'pending' });
    await write(row);
    expect((await readConversation(shop.account, row)).status).toBe('pending');
  });

  it('a resolved one becomes pending where a bot answers', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    const row = await makeConversation(shop.account, inbox, { status: 'resolved' });
    await makeBot(desk, shop.account, { inbox });
    await write(row);
    expect((await readConversation(shop.account, row)).status).toBe('pending');
  });

  it('a snoozed one opens even where a bot answers', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    const row = await makeConversation(shop.account, inbox, { status: 'snoozed' });
    await makeBot(desk, shop.account, { inbox });
    await write(row);
    expect((await readConversation(shop.account, row)).status).toBe('open');
  });

  it.each(['snoozed', 'resolved'] as const)('nothing opens for a blocked contact: %s', async (status) => {
    const contact = await makeContact(shop.account, { blocked: true });
    const row = await make({ contact_id: contact.id });
    await toggle(row, { status });
    await write(row);
    expect((await readConversation(shop.account, row)).status).toBe(status);
  });

  it('the desk, not the caller, is said to have opened it', async () => {
    const row = await make({ status: 'resolved' });
    await write(row);
    const sentences = await readActivities(shop.account, row);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).not.toContain('Ben Brown');
  });

  it('no line says so on a website', async () => {
    const site = await makeInbox(shop.account, {
      channel: { type: 'web_widget', website_url: 'https://shop.example.com' },
    });
    const row = await makeConversation(shop.account, site, { status: 'snoozed' });
    await shop.account.transaction(async (tx) =>
      reopenForCustomer(tx, await holdConversation(tx, row.id), site),
    );
    const { status } = await readConversation(shop.account, row);
    expect([status, await readActivities(shop.account, row)]).toEqual(['open', []]);
  });
});
