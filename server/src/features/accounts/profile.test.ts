import { user as shape } from '@porchlight/contract/people';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { addMember } from './account.ts';
import { accountUsers, users } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'administrator');
});
afterAll(() => desk?.close());

const show = async () => (await ask(desk, 'GET', '/api/v1/profile', { token: ana.token })).body;

it('the profile has every key of the contract', async () => {
  expect(shape.strict().safeParse(await show()).error).toBeUndefined();
});

it('the profile shows the access token, which opens the profile', async () => {
  const { access_token } = await show();
  expect((await ask(desk, 'GET', '/api/v1/profile', { token: access_token })).status).toBe(200);
});

it('the uid is the e-mail address', async () => {
  const { uid, email } = await show();
  expect([uid, email]).toEqual([ana.email, ana.email]);
});

it('the name that others see is the display name, else the name', async () => {
  expect((await show()).available_name).toBe('Ana Lima');
  await account.queries.update(users).set({ display_name: 'Ana' }).where(eq(users.id, ana.id));
  expect((await show()).available_name).toBe('Ana');
});

it('custom attributes are left out while there are none', async () => {
  expect(await show()).not.toHaveProperty('custom_attributes');
});

it('custom attributes are shown when there are some', async () => {
  const custom_attributes = { phone_number: '+15550109999' };
  await account.queries.update(users).set({ custom_attributes }).where(eq(users.id, ana.id));
  expect((await show()).custom_attributes).toEqual(custom_attributes);
});

it('each account stands in the profile with the role and its permissions', async () => {
  const other = await makeAccount(desk, 'Other');
  await addMember(other, ana.id, 'agent');
  expect((await show()).accounts).toMatchObject([
    { id: account.account.id, name: 'Acme', role: 'administrator', permissions: ['administrator'] },
    { id: other.account.id, name: 'Other', role: 'agent', permissions: ['agent'] },
  ]);
});

it('the account and the role at the top are those of the account that was used last', async () => {
  const other = await makeAccount(desk, 'Other');
  await addMember(other, ana.id, 'agent');
  await account.queries
    .update(accountUsers)
    .set({ active_at: desk.clock.now() })
    .where(eq(accountUsers.account_id, other.account.id));
  expect(await show()).toMatchObject({ account_id: other.account.id, role: 'agent' });
});

it('a user without accounts has a profile without role', async () => {
  await account.queries.delete(accountUsers).where(eq(accountUsers.user_id, ana.id));
  expect(await show()).toMatchObject({ account_id: null, role: null, accounts: [] });
});

it('the profile shows no digest of the password', async () => {
  expect(JSON.stringify(await show())).not.toContain('argon2');
});

it('the profile is refused without credentials', async () => {
  const { status, body } = await ask(desk, 'GET', '/api/v1/profile');
  expect([status, body]).toEqual([401, { errors: ['You need to sign in or sign up before continuing.'] }]);
});

it('the profile is refused with an unknown access token', async () => {
  const { status, body } = await ask(desk, 'GET', '/api/v1/profile', { token: 'unknown' });
  expect([status, body]).toEqual([401, { error: 'Invalid Access Token' }]);
});
