import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { type ConversationRow, messages } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let long: ConversationRow;
let ids: number[];

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  long = await makeConversation(shop.account, shop.inbox);
  const stamps = { created_at: desk.clock.now(), updated_at: desk.clock.now() };
  const rows = Array.from({ length: 1100 }, (_, index) => ({
    account_id: long.account_id,
    conversation_id: long.id,
    inbox_id: long.inbox_id,
    content: `${index}`,
    message_type: 0,
    ...stamps,
  }));
  const stored = await shop.account.queries.insert(messages).values(rows).returning({ id: messages.id });
  ids = stored.map(({ id }) => id);
});
afterAll(() => desk.close());

const list = async (query: string, row: { display_id: number } = long) =>
  (await shop.ask(shop.agent, 'GET', `/conversations/${row.display_id}/messages?${query}`)).body;
const listIds = async (query: string): Promise<number[]> =>
  (await list(query)).payload.map(({ id }: { id: number }) => id);

describe('the messages are, oldest first,', () => {
  it('the latest 20', async () => {
    expect(await listIds('')).toEqual(ids.slice(-20));
  });

  it('the 20 below before', async () => {
    expect(await listIds(`before=${ids[500]}`)).toEqual(ids.slice(480, 500));
  });

  it('the 100 above after', async () => {
    expect(await listIds(`after=${ids[500]}`)).toEqual(ids.slice(501, 601));
  });

  it('with both, those from after up to before', async () => {
    expect(await listIds(`after=${ids[500]}&before=${ids[505]}`)).toEqual(ids.slice(500, 505));
  });

  it('with both, 1000 at most', async () => {
    expect(await listIds(`after=${ids[0]}&before=${ids[1099]}`)).toEqual(ids.slice(0, 1000));
  });

  it('none before the first', async () => {
    expect(await listIds(`before=${ids[0]}`)).toEqual([]);
  });

  it('none after the last', async () => {
    expect(await listIds(`after=${ids[1099]}`)).toEqual([]);
  });

  it('the latest 20 for blank ids', async () => {
    expect(await listIds('before=&after=0')).toEqual(ids.slice(-20));
  });
});

describe('the messages', () => {
  it('include private notes and activities', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, row, { content: 'Note', private: true });
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/toggle_status`);
    const { payload } = await list('', row);
    expect(payload.map((message: { message_type: number }) => message.message_type)).toEqual([1, 2]);
  });

  it('of other conversations are never among them', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    expect((await list(`after=${ids[0]}`, row)).payload).toEqual([]);
  });

  it('of the system have no sender', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/toggle_status`);
    const [activity] = (await list('', row)).payload;
    expect(activity).not.toHaveProperty('sender');
  });

  it('are listed as they were answered when they were posted', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const posted = await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/messages`, {
      content: 'Hi',
    });
    expect((await list('', row)).payload).toEqual([posted.body]);
  });
});

describe('the meta', () => {
  it('has labels, attributes, the contact, the assignee and when people looked', async () => {
    const contact = await makeContact(shop.account, { name: 'Rui', email: 'rui.meta@example.com' });
    const row = await makeConversation(shop.account, shop.inbox, {
      contact_id: contact.id,
      assignee_id: shop.agent.id,
      additional_attributes: { a: 1 },
    });
    const agent_last_seen_at = new Date('2026-02-03T04:05:06.789Z');
    await setColumns(shop.account, row, { labels: ['vip'], agent_last_seen_at });
    expect((await list('', row)).meta).toEqual({
      labels: ['vip'],
      additional_attributes: { a: 1 },
      contact: {
        additional_attributes: {},
        custom_attributes: {},
        email: 'rui.meta@example.com',
        id: contact.id,
        identifier: null,
        name: 'Rui',
        phone_number: null,
        thumbnail: '',
        blocked: false,
        type: 'contact',
      },
      assignee: {
        id: shop.agent.id,
        name: 'Ben Brown',
        available_name: 'Ben Brown',
        avatar_url: '',
        type: 'user',
        availability_status: 'offline',
        thumbnail: '',
      },
      agent_last_seen_at: '2026-02-03T04:05:06.789Z',
      assignee_last_seen_at: null,
    });
  });

  it('has no assignee when nobody is responsible', async () => {
    const { meta } = await list('');
    expect(meta).not.toHaveProperty('assignee');
  });
});

it('listing changes nothing', async () => {
  const before = await readConversation(shop.account, long);
  desk.clock.advance(1000);
  await list('');
  expect(await readConversation(shop.account, long)).toEqual(before);
});
