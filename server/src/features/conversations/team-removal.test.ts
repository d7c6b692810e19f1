import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  makeTeam,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const remove = (id: number, who = shop.administrator) => shop.ask(who, 'DELETE', `/teams/${id}`);

it('an administrator deletes a team with its memberships', async () => {
  const { id } = await makeTeam(shop.account, 'billing', { members: [shop.agent] });
  const { status, text } = await remove(id);
  expect([status, text]).toEqual([200, '']);
  expect((await shop.ask(shop.administrator, 'GET', '/teams')).body).toEqual([]);
});

it('its conversations are no team’s and stay with whoever is responsible; those of other teams stay', async () => {
  const { account, inbox, agent } = shop;
  const team = await makeTeam(account, 'billing', { members: [agent] });
  const other = await makeTeam(account, 'sales');
  const open = await makeConversation(account, inbox, { assignee_id: agent.id, team_id: team.id });
  const resolved = await makeConversation(account, inbox, { team_id: team.id });
  const foreign = await makeConversation(account, inbox, { team_id: other.id });
  await setColumns(account, resolved, { status: 'resolved' });
  const told = await eventsDuring(account, () => remove(team.id));
  expect(await readConversation(account, open)).toMatchObject({ team_id: null, assignee_id: agent.id });
  expect((await readConversation(account, resolved)).team_id).toBeNull();
  expect((await readConversation(account, foreign)).team_id).toBe(other.id);
  expect(told.map(({ name, data }) => [name, data.conversation_id])).toEqual([
    ['team.changed', open.id],
    ['conversation.updated', open.id],
    ['team.deleted', undefined],
    ['account.cache_invalidated', undefined],
  ]);
});

it('an agent cannot delete a team, nor somebody of another account', async () => {
  const { id } = await makeTeam(shop.account, 'billing', { members: [shop.agent] });
  const other = await makeShop(desk);
  expect((await remove(id, shop.agent)).status).toBe(401);
  expect((await other.ask(other.administrator, 'DELETE', `/teams/${id}`)).status).toBe(404);
  expect((await shop.ask(shop.administrator, 'GET', `/teams/${id}`)).status).toBe(200);
});
