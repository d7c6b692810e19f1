import { agent as shape } from '@porchlight/contract/people';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { accountUsers, users } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'agent');
});
afterAll(() => desk?.close());

const list = async (token = ana.token) =>
  (await ask(desk, 'GET', `/api/v1/accounts/${account.account.id}/agents`, { token })).body;

const setMembership = (fields: Partial<typeof accountUsers.$inferInsert>) =>
  account.queries
    .update(accountUsers)
    .set(fields)
    .where(and(eq(accountUsers.account_id, account.account.id), eq(accountUsers.user_id, ana.id)));

it('an agent is shown with every key of the contract', async () => {
  const [agent] = await list();
  expect(shape.strict().safeParse(agent).error).toBeUndefined();
  expect(agent).toMatchObject({ id: ana.id, account_id: account.account.id, role: 'agent', confirmed: true });
});

it('agents and administrators are listed by name, without regard to case', async () => {
  await makeUser(desk, account, 'administrator', 'bob');
  await makeUser(desk, account, 'agent', 'Carla');
  await makeUser(desk, account, 'agent', 'Ádám');
  const names = (await list()).map((agent: { name: string }) => agent.name);
  expect(names).toEqual(['Ana Lima', 'bob', 'Carla', 'Ádám']);
});

it('people of other accounts are not listed', async () => {
  await makeUser(desk, await makeAccount(desk, 'Other'), 'agent', 'Stranger');
  expect(await list()).toHaveLength(1);
});

it('an agent lists the colleagues, like an administrator', async () => {
  const admin = await makeUser(desk, account, 'administrator', 'Bob');
  expect(await list()).toEqual(await list(admin.token));
});

it('an agent who is marked as away without presence is shown as offline', async () => {
  await setMembership({ availability: 'online', auto_offline: true });
  expect((await list())[0]).toMatchObject({ availability_status: 'offline', auto_offline: true });
});

it('an agent who stays on without presence is shown as they chose', async () => {
  await setMembership({ availability: 'busy', auto_offline: false });
  expect((await list())[0]).toMatchObject({ availability_status: 'busy', auto_offline: false });
});

it('custom attributes are left out while there are none', async () => {
  expect((await list())[0]).not.toHaveProperty('custom_attributes');
});

it('an unconfirmed agent is shown as such', async () => {
  await account.queries.update(users).set({ confirmed_at: null }).where(eq(users.id, ana.id));
  expect((await list())[0].confirmed).toBe(false);
});

it('the list shows no token and no digest', async () => {
  expect(Object.keys((await list())[0]).filter((key) => /token|digest|password/.test(key))).toEqual([]);
});

it('strangers do not list the agents', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Stranger');
  expect(await list(stranger.token)).toEqual({ error: 'You are not authorized to access this account' });
});
