import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  listEventNames,
  makeAccount,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { addMember } from './account.ts';
import { accounts, accountUsers } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let other: typeof account;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  other = await makeAccount(desk, 'Other');
  ana = await makeUser(desk, account, 'agent');
  await addMember(other, ana.id, 'agent');
});
afterAll(() => desk?.close());

const post = (path: string, body: object) =>
  ask(desk, path === 'set_active_account' ? 'PUT' : 'POST', `/api/v1/profile/${path}`, {
    token: ana.token,
    body: { profile: body },
  });
const here = () => account.account.id;

const OPERATIONS = [
  ['availability', { availability: 'busy' }],
  ['auto_offline', { auto_offline: false }],
  ['set_active_account', {}],
] as const;

it('availability is set in the account that is named, and in no other', async () => {
  const { status, body } = await post('availability', { account_id: here(), availability: 'busy' });
  expect(status).toBe(200);
  const byId = new Map(body.accounts.map((shown: { id: number }) => [shown.id, shown]));
  expect(byId.get(here())).toMatchObject({ availability: 'busy' });
  expect(byId.get(other.account.id)).toMatchObject({ availability: 'online' });
});

it('whoever does not go offline by themselves is shown as they chose', async () => {
  await post('availability', { account_id: here(), availability: 'busy' });
  const { body } = await post('auto_offline', { account_id: String(here()), auto_offline: 'false' });
  const shown = body.accounts.find(({ id }: { id: number }) => id === here());
  expect(shown).toMatchObject({ auto_offline: false, availability_status: 'busy' });
});

it('the account hears of it once; the other accounts do not', async () => {
  await post('availability', { account_id: here(), availability: 'busy' });
  await post('availability', { account_id: here(), availability: 'busy' });
  expect(await listEventNames(account)).toEqual(['account.created', 'agent.updated']);
  expect(await listEventNames(other)).toEqual(['account.created']);
});

it('the account that was set active comes first, with an empty answer', async () => {
  const { status, text } = await post('set_active_account', { account_id: other.account.id });
  expect([status, text]).toEqual([200, '']);
  const { body } = await ask(desk, 'GET', '/api/v1/profile', { token: ana.token });
  expect(body.account_id).toBe(other.account.id);
  expect(body.accounts[0].active_at).toBe(desk.clock.now().toISOString());
});

it.each(OPERATIONS)('%s of an account that the user is not in is not found', async (path, fields) => {
  const foreign = await makeAccount(desk, 'Foreign');
  const { status, body } = await post(path, { account_id: foreign.account.id, ...fields });
  expect([status, body]).toEqual([404, { error: 'Resource could not be found' }]);
});

it.each(OPERATIONS)('%s of a suspended account is refused', async (path, fields) => {
  await account.queries.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, here()));
  const { status, body } = await post(path, { account_id: here(), ...fields });
  expect([status, body]).toEqual([401, { error: 'Account is suspended' }]);
});

it.each(OPERATIONS)('%s changes nothing of a colleague', async (path, fields) => {
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  const rowOf = async () =>
    account.queries
      .select()
      .from(accountUsers)
      .where(and(eq(accountUsers.account_id, here()), eq(accountUsers.user_id, bob.id)));
  const before = await rowOf();
  await post(path, { account_id: here(), ...fields });
  expect(await rowOf()).toEqual(before);
});

it.each([
  ['availability', { availability: 'away' }],
  ['availability', {}],
  ['auto_offline', { auto_offline: 'perhaps' }],
  ['auto_offline', {}],
])('%s of %o is refused', async (path, fields) => {
  expect((await post(path, { account_id: here(), ...fields })).status).toBe(422);
  expect((await post(path, fields)).status).toBe(422);
});
