import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, makeTeam, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { mentions, participants } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);
const post = (row: { display_id: number }, body: object, who: { token: string } = shop.agent) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/messages`, body);

describe('a mention in a private note', () => {
  async function named(row: { id: number }) {
    const rows = await shop.account.queries
      .select()
      .from(mentions)
      .where(eq(mentions.conversation_id, row.id));
    const watching = await shop.account.queries
      .select()
      .from(participants)
      .where(eq(participants.conversation_id, row.id));
    return [rows.map(({ user_id }) => user_id), watching.map(({ user_id }) => user_id)];
  }
  const note = (content: string) => ({ content, private: true });

  it('is remembered, and the person watches', async () => {
    const row = await make();
    await post(row, note(`Look, [@Ben](mention://user/${shop.agent.id}/Ben)`), shop.administrator);
    expect(await named(row)).toEqual([[shop.agent.id], [shop.agent.id]]);
  });

  it('reaches an administrator without membership', async () => {
    const row = await make();
    await post(row, note(`(mention://user/${shop.administrator.id}/Ada)`));
    expect(await named(row)).toEqual([[shop.administrator.id], [shop.administrator.id]]);
  });

  it('does not reach an agent who has no access to the inbox', async () => {
    const row = await make();
    await post(row, note(`(mention://user/${shop.outsider.id}/Cleo)`));
    expect(await named(row)).toEqual([[], []]);
  });

  it('of a team reaches its members who have access to the inbox', async () => {
    const team = await makeTeam(shop.account, 'named', { members: [shop.agent, shop.outsider] });
    const row = await make();
    await post(row, note(`(mention://team/${team.id}/named)`), shop.administrator);
    expect(await named(row)).toEqual([[shop.agent.id], [shop.agent.id]]);
  });

  it('of somebody of another account reaches nobody', async () => {
    const other = await makeShop(desk);
    const row = await make();
    await post(row, note(`(mention://user/${other.agent.id}/Ben)`));
    expect(await named(row)).toEqual([[], []]);
  });

  it('twice is remembered once', async () => {
    const row = await make();
    await post(row, note(`(mention://user/${shop.agent.id}/Ben) (mention://user/${shop.agent.id}/Ben)`));
    await post(row, note(`(mention://user/${shop.agent.id}/Ben)`));
    expect((await named(row))[0]).toEqual([shop.agent.id]);
  });

  it('in a public message is nothing', async () => {
    const row = await make();
    await post(row, { content: `(mention://user/${shop.agent.id}/Ben)` });
    expect(await named(row)).toEqual([[], []]);
  });
});
