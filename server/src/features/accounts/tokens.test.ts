import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  listEventNames,
  makeAccount,
  makeUser,
  openTestDesk,
  PASSWORD,
  signIn,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { addMember, createUser } from './account.ts';
import { accessTokens } from './table.ts';
import { renewAccessToken, showAccessToken } from './tokens.ts';

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

const reset = (token: string) => ask(desk, 'POST', '/api/v1/profile/reset_access_token', { token });
const profile = (token: string) => ask(desk, 'GET', '/api/v1/profile', { token });

it('a new access token is answered with the whole profile and works', async () => {
  const { status, body } = await reset(ana.token);
  expect(status).toBe(200);
  expect(body.access_token).not.toBe(ana.token);
  expect((await profile(body.access_token)).body).toEqual(body);
});

it('the old access token stops working at once', async () => {
  await reset(ana.token);
  const { status, body } = await profile(ana.token);
  expect([status, body]).toEqual([401, { error: 'Invalid Access Token' }]);
});

it('a new access token leaves sessions as they are', async () => {
  const session = await signIn(desk, ana);
  await reset(ana.token);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(200);
});

it('a new access token of one user leaves that of another as it is', async () => {
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  await reset(ana.token);
  expect((await profile(bob.token)).status).toBe(200);
});

it('each account of the user hears of the new token', async () => {
  const other = await makeAccount(desk, 'Other');
  await addMember(other, ana.id, 'agent');
  await reset(ana.token);
  expect(await listEventNames(account)).toEqual(['account.created', 'access_token.reset']);
  expect(await listEventNames(other)).toEqual(['account.created', 'access_token.reset']);
});

it('nobody hears of a token that was refused', async () => {
  await reset('unknown');
  expect(await listEventNames(account)).toEqual(['account.created']);
});

it('nobody makes a new token without credentials', async () => {
  const { status } = await ask(desk, 'POST', '/api/v1/profile/reset_access_token');
  expect(status).toBe(401);
});

it('a user has one access token, however many ask for it first at the same time', async () => {
  const bob = await createUser(account, { name: 'Bob', email: 'bob@example.com', password: PASSWORD });
  // Connections are opened first, so that all of them look before one writes.
  await Promise.all(Array.from({ length: 8 }, () => account.queries.execute('select pg_sleep(0.05)')));
  const asked = Array.from({ length: 8 }, () => showAccessToken(account, 'User', bob.id));
  expect(new Set(await Promise.all(asked)).size).toBe(1);
});

it('new tokens that are made at the same time leave one that works', async () => {
  await Promise.all([1, 2, 3, 4].map(() => renewAccessToken(account, 'User', ana.id)));
  expect((await profile(await showAccessToken(account, 'User', ana.id))).status).toBe(200);
});

it('a user and a bot of the same number have different tokens', async () => {
  expect(await showAccessToken(account, 'AgentBot', ana.id)).not.toBe(ana.token);
});

it('the database holds no access token that could be used', async () => {
  const [row] = await account.queries.select().from(accessTokens).where(eq(accessTokens.owner_id, ana.id));
  const kept = `${row?.digest.toString('latin1')}${row?.sealed.toString('latin1')}`;
  expect(kept).not.toContain(ana.token);
});

it('a sealed token that is moved to another owner does not open', async () => {
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  const [row] = await account.queries.select().from(accessTokens).where(eq(accessTokens.owner_id, ana.id));
  await account.queries
    .update(accessTokens)
    .set({ sealed: row?.sealed })
    .where(eq(accessTokens.owner_id, bob.id));
  await expect(showAccessToken(account, 'User', bob.id)).rejects.toThrow('does not open');
});
