import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { ask, makeAccount, makeUser, openTestDesk, signIn, type TestDesk } from '../../../test/harness.ts';
import { addMember } from '../accounts/account.ts';
import { teamMembers, users } from '../accounts/table.ts';
import { inboxMembers } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const remove = (id: number, who = shop.administrator) => shop.ask(who, 'DELETE', `/agents/${id}`);
const findUser = async (id: number) =>
  (await shop.account.queries.select().from(users).where(eq(users.id, id)))[0];

it('an administrator removes an agent, who is in no list and enters no more', async () => {
  const { agent } = shop;
  const session = await signIn(desk, agent);
  const { status, text } = await remove(agent.id);
  expect([status, text]).toEqual([200, '']);
  const { body } = await shop.ask(shop.administrator, 'GET', '/agents');
  expect(body.map(({ id }: { id: number }) => id)).not.toContain(agent.id);
  expect((await ask(desk, 'GET', '/api/v1/profile', { token: agent.token })).status).toBe(401);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(401);
});

it('a user in no other account is deleted; one in another stays with what they have there', async () => {
  const { agent, outsider } = shop;
  const other = await makeAccount(desk, 'Other');
  await addMember(other, outsider.id, 'administrator');
  await remove(agent.id);
  await remove(outsider.id);
  expect(await findUser(agent.id)).toBeUndefined();
  const { body } = await ask(desk, 'GET', '/api/v1/profile', { token: outsider.token });
  expect(body.accounts).toMatchObject([{ id: other.account.id, role: 'administrator' }]);
});

it('an operator of the desk stays a user without any account', async () => {
  await shop.account.queries.update(users).set({ type: 'SuperAdmin' }).where(eq(users.id, shop.outsider.id));
  await remove(shop.outsider.id);
  expect(await findUser(shop.outsider.id)).toBeDefined();
});

it('the conversations of the agent are nobody’s, whatever their status; those of others stay', async () => {
  const { account, agent, administrator, inbox } = shop;
  const [open, resolved, foreign] = [
    await makeConversation(account, inbox, { assignee_id: agent.id }),
    await makeConversation(account, inbox, { assignee_id: agent.id }),
    await makeConversation(account, inbox, { assignee_id: administrator.id }),
  ];
  await setColumns(account, resolved, { status: 'resolved' });
  const told = await eventsDuring(account, () => remove(agent.id));
  expect((await readConversation(account, open)).assignee_id).toBeNull();
  expect((await readConversation(account, resolved)).assignee_id).toBeNull();
  expect((await readConversation(account, foreign)).assignee_id).toBe(administrator.id);
  expect(told.map(({ name, data }) => [name, data.conversation_id])).toEqual([
    ['assignee.changed', open.id],
    ['conversation.updated', open.id],
    ['agent.removed', undefined],
  ]);
});

it('conversations of the agent in another account stay theirs', async () => {
  const { agent } = shop;
  const other = await makeShop(desk);
  await addMember(other.account, agent.id, 'agent');
  const conversation = await makeConversation(other.account, other.inbox, { assignee_id: agent.id });
  await remove(agent.id);
  expect((await readConversation(other.account, conversation)).assignee_id).toBe(agent.id);
});

it('memberships in inboxes and teams end', async () => {
  const { account, agent } = shop;
  await makeTeam(account, 'billing', { members: [agent] });
  await remove(agent.id);
  const left = [
    ...(await account.queries.select().from(inboxMembers).where(eq(inboxMembers.user_id, agent.id))),
    ...(await account.queries.select().from(teamMembers).where(eq(teamMembers.user_id, agent.id))),
  ];
  expect(left).toEqual([]);
});

it('what the agent wrote stays and can be shown', async () => {
  const { account, agent, administrator, inbox } = shop;
  const conversation = await makeConversation(account, inbox, { assignee_id: agent.id });
  await makeMessage(agent.ctx, conversation, { content: 'Good day' });
  await remove(agent.id);
  const path = `/conversations/${conversation.display_id}/messages`;
  const { status, body } = await shop.ask(administrator, 'GET', path);
  expect(status).toBe(200);
  expect(body.payload.map(({ content }: { content: string }) => content)).toContain('Good day');
});

it('somebody of another account, or nobody, is not found', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'agent', 'Stranger');
  expect((await remove(stranger.id)).status).toBe(404);
  expect((await remove(999_999_999)).status).toBe(404);
  expect(await findUser(stranger.id)).toBeDefined();
});

it('an agent removes nobody, and neither does an administrator of another account', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Stranger');
  expect((await remove(shop.outsider.id, shop.agent)).status).toBe(401);
  expect((await remove(shop.outsider.id, stranger)).status).toBe(401);
  expect(await findUser(shop.outsider.id)).toBeDefined();
});

it('an administrator does not remove themselves', async () => {
  const { status, body } = await remove(shop.administrator.id);
  expect([status, body.error]).toEqual([422, expect.stringMatching(/administrator/)]);
});

it('an administrator removes another one, and of two at once one stays', async () => {
  const second = await makeUser(desk, shop.account, 'administrator', 'Second');
  const third = await makeUser(desk, shop.account, 'administrator', 'Third');
  expect((await remove(third.id)).status).toBe(200);
  await Promise.all([remove(second.id), remove(shop.administrator.id, second)]);
  const left = [await findUser(second.id), await findUser(shop.administrator.id)].filter(Boolean);
  expect(left.length).toBeGreaterThan(0);
});

it('nothing is assigned to somebody while they are removed', async () => {
  const { account, agent, administrator, inbox } = shop;
  const conversation = await makeConversation(account, inbox);
  const path = `/conversations/${conversation.display_id}/assignments`;
  const body = { assignee_id: agent.id };
  const answers = await Promise.all([
    remove(agent.id),
    ...[1, 2, 3].map(() => shop.ask(administrator, 'POST', path, body)),
  ]);
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  expect((await readConversation(account, conversation)).assignee_id).toBeNull();
  const [left] = await account.queries
    .select()
    .from(inboxMembers)
    .where(and(eq(inboxMembers.account_id, account.account.id), eq(inboxMembers.user_id, agent.id)));
  expect(left).toBeUndefined();
});
