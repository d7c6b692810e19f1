import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeConversation, makeShop, makeTeam, type Shop } from '../../../test/factories.ts';
import { makeInbox, makeUser, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import { findReaders } from './readers.ts';
import type { ConversationRow } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let stranger: Shop;
let teammate: TestUser;
let rows: ConversationRow[];

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  stranger = await makeShop(desk);
  teammate = await makeUser(desk, shop.account, 'agent', 'Tom Team');
  const team = await makeTeam(shop.account, 'support', { members: [teammate] });
  const closed = await makeInbox(shop.account, { name: 'Closed' });
  rows = [
    await makeConversation(shop.account, shop.inbox),
    await makeConversation(shop.account, closed, { team_id: team.id }),
    await makeConversation(shop.account, closed),
  ];
});
afterAll(() => desk.close());

it('readers of a conversation are those for whom its door opens', async () => {
  const { agent, administrator, outsider } = shop;
  const readers = await findReaders(
    shop.account,
    rows.map(({ id }) => id),
  );
  let opened = 0;
  for (const { id, display_id } of rows)
    for (const user of [agent, administrator, outsider, teammate, stranger.administrator]) {
      const { status } = await shop.ask(user, 'GET', `/conversations/${display_id}`);
      expect([user.name, readers.get(id)?.has(user.id)]).toEqual([user.name, status === 200]);
      if (status === 200) opened += 1;
    }
  // The member and the administrator, the team and the administrator, the administrator alone.
  expect(opened).toBe(5);
});

it('a conversation of another account has none here', async () => {
  const theirs = await makeConversation(stranger.account, stranger.inbox);
  expect(await findReaders(shop.account, [theirs.id])).toEqual(new Map([[theirs.id, new Set()]]));
});
