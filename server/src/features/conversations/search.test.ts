import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, type Shop, setColumns } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

type Row = { id: number };
const idsOf = ({ body }: { body: { payload: Row[] } }) => body.payload.map(({ id }) => id);

describe('the search', () => {
  const search = (query: string, who = shop.agent) => shop.ask(who, 'GET', `/conversations/search?${query}`);

  it('finds what was said, and shows the messages that say it, oldest first', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeConversation(shop.account, shop.inbox, { message: undefined });
    const first = await makeMessage(shop.agent.ctx, row, {
      content: 'About a Refund',
      message_type: 'incoming',
    });
    await makeMessage(shop.agent.ctx, row, { content: 'Something else' });
    const second = await makeMessage(shop.agent.ctx, row, { content: 'The refund is on its way' });
    const { status, body } = await search('q=REFUND');
    const at = Math.floor(desk.clock.now().getTime() / 1000);
    expect([status, body]).toEqual([
      200,
      {
        meta: { mine_count: 0, unassigned_count: 1, all_count: 1 },
        payload: [
          {
            id: row.display_id,
            uuid: row.uuid,
            created_at: at,
            contact: { id: row.contact_id, name: 'Rui Costa' },
            inbox: { id: shop.inbox.id, name: 'Shop', channel_type: 'Channel::Api' },
            messages: [
              {
                content: 'About a Refund',
                id: first.id,
                sender_name: 'Rui Costa',
                message_type: 0,
                created_at: at,
              },
              {
                content: 'The refund is on its way',
                id: second.id,
                sender_name: 'Ben Brown',
                message_type: 1,
                created_at: at,
              },
            ],
            account_id: row.account_id,
          },
        ],
      },
    ]);
  });

  it('looks into every status, and takes the filters of the list', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, row, { content: 'refund' });
    await setColumns(shop.account, row, { status: 'resolved', labels: ['vip'] });
    expect(idsOf(await search('q=refund'))).toEqual([row.display_id]);
    expect(idsOf(await search('q=refund&labels[]=vip'))).toEqual([row.display_id]);
    expect(idsOf(await search('q=refund&labels[]=late'))).toEqual([]);
    expect(idsOf(await search('q=refund&page=2'))).toEqual([]);
    expect((await search('q=refund&team_id=999999')).status).toBe(404);
  });

  it('shows the latest hundred messages of a conversation at most', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    for (let count = 1; count <= 102; count += 1) {
      await makeMessage(shop.agent.ctx, row, { content: `refund ${count}` });
    }
    const [{ messages }] = (await search('q=refund')).body.payload;
    expect(messages).toHaveLength(100);
    expect([messages[0].content, messages[99].content]).toEqual(['refund 3', 'refund 102']);
  });

  it('shows conversations without messages when nothing is searched', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, row);
    const { body } = await search('');
    expect(body.payload).toMatchObject([{ id: row.display_id, messages: [] }]);
  });

  it('takes the signs of a pattern as they stand, and does not look into activities', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, row, { content: 'half of it' });
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/toggle_status`);
    expect(idsOf(await search('q=%25'))).toEqual([]);
    expect(idsOf(await search('q=resolved'))).toEqual([]);
    expect(idsOf(await search('q=half'))).toEqual([row.display_id]);
  });

  it('finds nothing in inboxes that the agent is not in, nor in other accounts', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, row, { content: 'refund' });
    expect((await search('q=refund', shop.outsider)).body).toEqual({
      meta: { mine_count: 0, unassigned_count: 0, all_count: 0 },
      payload: [],
    });
    const other = await makeShop(desk);
    const found = await other.ask(other.administrator, 'GET', '/conversations/search?q=refund');
    expect(found.body.payload).toEqual([]);
    expect(idsOf(await search('q=refund', shop.administrator))).toEqual([row.display_id]);
  });
});

describe('the filter', () => {
  const filter = (payload: unknown, { who = shop.agent, page = 1 } = {}) =>
    shop.ask(who, 'POST', '/conversations/filter', { payload, page });
  const where = (
    attribute_key: string,
    filter_operator: string,
    values?: unknown,
    query_operator?: string,
  ) => ({
    attribute_key,
    filter_operator,
    values,
    query_operator,
  });

  it('answers whole conversations of every status, the last active first, with counts', async () => {
    const first = await makeConversation(shop.account, shop.inbox);
    desk.clock.advance(1000);
    const second = await makeConversation(shop.account, shop.inbox);
    await setColumns(shop.account, second, { status: 'resolved', assignee_id: shop.agent.id });
    const answer = await filter([where('status', 'equal_to', ['all'])]);
    expect(answer.status).toBe(200);
    expect(answer.body.meta).toEqual({ mine_count: 1, unassigned_count: 1, all_count: 2 });
    expect(idsOf(answer)).toEqual([second.display_id, first.display_id]);
    expect(answer.body.payload[1].meta.channel).toBe('Channel::Api');
  });

  it('shows 25 a page', async () => {
    for (let count = 0; count < 26; count += 1) await makeConversation(shop.account, shop.inbox);
    const all = [where('status', 'equal_to', ['open'])];
    expect(idsOf(await filter(all))).toHaveLength(25);
    const second = await filter(all, { page: 2 });
    expect([idsOf(second).length, second.body.meta.all_count]).toEqual([1, 26]);
  });

  describe('finds by', () => {
    const columns = () => ({
      status: 'pending' as const,
      priority: 'high' as const,
      assignee_id: shop.agent.id,
      labels: ['vip', 'late'],
      campaign_id: 7,
      additional_attributes: {
        browser_language: 'pt',
        conversation_language: 'de',
        referer: 'https://example.com/Prices',
        mail_subject: 'Your order',
      },
      created_at: new Date('2026-01-10T12:00:00Z'),
      last_activity_at: new Date('2026-01-20T12:00:00Z'),
    });

    it.each([
      ['status', 'equal_to', ['pending'], ['open']],
      ['status', 'not_equal_to', ['open'], ['pending']],
      ['priority', 'equal_to', ['high', 'low'], ['urgent']],
      ['campaign_id', 'equal_to', [7], [8]],
      ['labels', 'equal_to', ['x', 'vip'], ['x']],
      ['browser_language', 'equal_to', ['pt'], ['en']],
      ['conversation_language', 'not_equal_to', ['en'], ['de']],
      ['referer', 'contains', ['example.com/prices'], ['example.org']],
      ['mail_subject', 'equal_to', ['your order'], ['order']],
      ['created_at', 'is_greater_than', ['2026-01-09'], ['2026-01-10']],
      ['created_at', 'is_less_than', ['2026-01-11'], ['2026-01-10']],
      ['last_activity_at', 'days_before', ['1'], ['9999']],
    ])('%s %s', async (key, operator, right, wrong) => {
      const row = await makeConversation(shop.account, shop.inbox);
      await setColumns(shop.account, row, columns());
      expect(idsOf(await filter([where(key, operator, right)]))).toEqual([row.display_id]);
      expect(idsOf(await filter([where(key, operator, wrong)]))).toEqual([]);
    });

    it('ids, and their presence', async () => {
      const row = await makeConversation(shop.account, shop.inbox);
      const other = await makeConversation(shop.account, shop.inbox);
      await setColumns(shop.account, row, columns());
      expect(idsOf(await filter([where('assignee_id', 'equal_to', [shop.agent.id])]))).toEqual([
        row.display_id,
      ]);
      expect(idsOf(await filter([where('assignee_id', 'is_present')]))).toEqual([row.display_id]);
      expect(idsOf(await filter([where('assignee_id', 'is_not_present')]))).toEqual([other.display_id]);
      expect(idsOf(await filter([where('team_id', 'is_present')]))).toEqual([]);
      expect(idsOf(await filter([where('display_id', 'equal_to', [other.display_id])]))).toEqual([
        other.display_id,
      ]);
      expect(idsOf(await filter([where('inbox_id', 'not_equal_to', [shop.inbox.id])]))).toEqual([]);
    });
  });

  it('an "or" does not lead out of the agent’s inboxes, nor out of the account', async () => {
    const hidden = await makeInbox(shop.account, { name: 'Hidden' });
    await makeConversation(shop.account, hidden);
    const row = await makeConversation(shop.account, shop.inbox);
    const wide = [where('status', 'equal_to', ['open'], 'or'), where('status', 'equal_to', ['all'])];
    expect(idsOf(await filter(wide))).toEqual([row.display_id]);
    expect(idsOf(await filter(wide, { who: shop.outsider }))).toEqual([]);
    expect((await filter(wide, { who: shop.administrator })).body.meta.all_count).toBe(2);
    const other = await makeShop(desk);
    const foreign = await other.ask(other.administrator, 'POST', '/conversations/filter', { payload: wide });
    expect(foreign.body.payload).toEqual([]);
  });

  it.each([
    ['no conditions', undefined],
    ['an empty list', []],
    ['an unknown attribute', [where('colour', 'equal_to', ['red'])]],
    ['an operator of other attributes', [where('status', 'contains', ['op'])]],
    ['a status that there is not', [where('status', 'equal_to', ['closed'])]],
    ['no values', [where('status', 'equal_to', [])]],
    [
      'a tie that is none',
      [where('status', 'equal_to', ['open'], 'xor'), where('status', 'equal_to', ['open'])],
    ],
  ])('%s is refused with a sentence', async (_, payload) => {
    const { status, body } = await filter(payload);
    expect([status, Object.keys(body)]).toEqual([422, ['error']]);
  });
});
