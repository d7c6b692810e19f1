import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, makeTeam, type Shop, setColumns } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let team_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  const other = await makeShop(desk);
  await makeConversation(other.account, other.inbox);
  team_id = (await makeTeam(shop.account, 'billing')).id;
  const back = await makeInbox(shop.account, { name: 'Back office' });
  await makeConversation(shop.account, shop.inbox, { assignee_id: shop.agent.id, team_id });
  await makeConversation(shop.account, shop.inbox, { assignee_id: shop.administrator.id });
  await makeConversation(shop.account, shop.inbox, { status: 'resolved', assignee_id: shop.agent.id });
  await makeConversation(shop.account, back);
  const labelled = await makeConversation(shop.account, shop.inbox);
  await setColumns(shop.account, labelled, { labels: ['vip'] });
});
afterAll(() => desk.close());

/** Mine, assigned, unassigned, all. */
async function counts(query: string, who: TestUser = shop.agent) {
  const { body } = await shop.ask(who, 'GET', `/conversations/meta?${query}`);
  const { mine_count, assigned_count, unassigned_count, all_count } = body.meta;
  return [mine_count, assigned_count, unassigned_count, all_count];
}

describe('the counts', () => {
  it('are of open conversations that the agent may list', async () => {
    expect(await counts('')).toEqual([1, 2, 1, 3]);
  });

  it('of an administrator are of all inboxes of the account, and of no other account', async () => {
    expect(await counts('', shop.administrator)).toEqual([1, 2, 2, 4]);
  });

  it('of an agent without inboxes are 0', async () => {
    expect(await counts('', shop.outsider)).toEqual([0, 0, 0, 0]);
  });

  it.each(['me', 'unassigned', 'assigned', 'all'])('do not depend on the tab %s', async (tab) => {
    expect(await counts(`assignee_type=${tab}`)).toEqual([1, 2, 1, 3]);
  });

  it('do not depend on the page', async () => {
    expect(await counts('page=9')).toEqual([1, 2, 1, 3]);
  });

  it('take the status into account', async () => {
    expect(await counts('status=all')).toEqual([2, 3, 1, 4]);
    expect(await counts('status=resolved')).toEqual([1, 1, 0, 1]);
  });

  it('take labels and team into account', async () => {
    expect(await counts('labels[]=vip')).toEqual([0, 0, 1, 1]);
    expect(await counts(`team_id=${team_id}`)).toEqual([1, 1, 0, 1]);
  });

  it('of the list are those of meta', async () => {
    const list = await shop.ask(shop.agent, 'GET', '/conversations?status=all');
    const meta = await shop.ask(shop.agent, 'GET', '/conversations/meta?status=all');
    expect(list.body.data.meta).toEqual(meta.body.meta);
  });

  it('have four keys', async () => {
    const { body } = await shop.ask(shop.agent, 'GET', '/conversations/meta');
    expect(body).toEqual({ meta: { mine_count: 1, assigned_count: 2, unassigned_count: 1, all_count: 3 } });
  });

  it('of an unknown team are not found', async () => {
    const { status } = await shop.ask(shop.agent, 'GET', '/conversations/meta?team_id=999999');
    expect(status).toBe(404);
  });
});
