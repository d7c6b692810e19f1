import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, makeTeam, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { assignAgent, assignTeam } from './assignment.ts';
import { removeContact } from './contact-removal.ts';
import { removeInbox } from './inbox-removal.ts';
import { removeConversation } from './removal.ts';
import { changeStatus } from './status.ts';
import { type ConversationRow, conversations, conversationTallies as tallies } from './table.ts';
import { addUpTallies } from './tallies.ts';

let desk: TestDesk;
let shop: Shop;
let row: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  row = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk.close());

/** What the tallies say, and what counting every conversation says. */
async function bothCounts() {
  const { queries, account } = shop.account;
  const kind = sql`inbox_id::text, status, coalesce(assignee_id::text, '-'), coalesce(team_id::text, '-')`;
  const tallied = await queries.execute(sql`
    select concat_ws(' ', ${kind}) as kind, sum(difference)::int as count from ${tallies}
    where account_id = ${account.id} group by 1 having sum(difference) <> 0 order by 1`);
  const counted = await queries.execute(sql`
    select concat_ws(' ', ${kind}) as kind, count(*)::int as count from ${conversations}
    where account_id = ${account.id} group by 1 order by 1`);
  return { tallied: tallied.rows, counted: counted.rows };
}

async function expectTrue() {
  const { tallied, counted } = await bothCounts();
  expect(tallied).toEqual(counted);
}

const countRows = () => shop.account.queries.$count(tallies, eq(tallies.account_id, shop.account.account.id));

describe('the tallies', () => {
  it('know conversations that come', async () => {
    await makeConversation(shop.account, shop.inbox, { status: 'resolved' });
    await makeConversation(shop.account, await makeInbox(shop.account, { name: 'Other' }));
    expect((await bothCounts()).counted).toHaveLength(3);
    await expectTrue();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['status', () => changeStatus(shop.account, row, { status: 'resolved', snoozed_until: null })],
    ['assignee', () => assignAgent(shop.account, row, shop.agent.id)],
    ['team', async () => assignTeam(shop.account, row, (await makeTeam(shop.account, 'billing')).id)],
  ])('know of a change of %s', async (_, change) => {
    const before = (await bothCounts()).tallied;
    await change();
    expect((await bothCounts()).tallied).not.toEqual(before);
    await expectTrue();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['itself', () => removeConversation(shop.account, row)],
    ['its contact', () => removeContact(shop.account, { id: row.contact_id })],
    ['its inbox', () => removeInbox(shop.account, shop.inbox.id)],
  ])('know of a conversation that went with %s', async (_, remove) => {
    await remove();
    expect((await bothCounts()).tallied).toEqual([]);
    await expectTrue();
  });

  it('get no row for what does not change the kind', async () => {
    const before = await countRows();
    await makeMessage(shop.account, row);
    await assignAgent(shop.account, row, null);
    expect(await countRows()).toBe(before);
  });

  it('forget what was rolled back', async () => {
    const failing = shop.account.transaction(async (tx) => {
      await makeConversation(tx, shop.inbox);
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    await expectTrue();
  });

  it('stay true when many change at once', async () => {
    const rows = await Promise.all(
      Array.from({ length: 12 }, () => makeConversation(shop.account, shop.inbox)),
    );
    await Promise.all([
      ...rows.map((one) => changeStatus(shop.account, one, { status: 'resolved', snoozed_until: null })),
      addUpTallies(desk.services),
      ...rows.map((one) => assignAgent(shop.account, one, shop.agent.id)),
      addUpTallies(desk.services),
    ]);
    await expectTrue();
  });
});

describe('adding them up', () => {
  it('leaves one row for each kind that there is, and the counts as they were', async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      await changeStatus(shop.account, row, { status: 'resolved', snoozed_until: null });
      await changeStatus(shop.account, row, { status: 'open', snoozed_until: null });
    }
    expect(await countRows()).toBe(161);
    const before = await bothCounts();
    await addUpTallies(desk.services);
    expect(await countRows()).toBe(1);
    expect(await bothCounts()).toEqual(before);
  });

  it('leaves accounts with few rows alone', async () => {
    await changeStatus(shop.account, row, { status: 'resolved', snoozed_until: null });
    const before = await countRows();
    await addUpTallies(desk.services);
    expect(await countRows()).toBe(before);
  });
});

describe('the counts of lists', () => {
  it('come from the tallies', async () => {
    await shop.account.queries
      .insert(tallies)
      .values({ account_id: row.account_id, inbox_id: row.inbox_id, status: 'open', difference: 41 });
    const { body } = await shop.ask(shop.agent, 'GET', '/conversations/meta');
    expect(body.meta.all_count).toBe(42);
  });
});
