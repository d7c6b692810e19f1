import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeBot,
  makeUser,
  openTestDesk,
  signIn,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { accounts, accountUsers, sessions } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let ana: TestUser;
let session: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'agent');
  session = await signIn(desk, ana);
});
afterAll(() => desk?.close());

const SIGN_IN_FIRST = { errors: ['You need to sign in or sign up before continuing.'] };
const INVALID = { success: false, errors: ['Invalid login credentials'] };
const UNKNOWN = { success: false, errors: ['User was not found or was not logged in.'] };

const validate = (headers: Record<string, string>, query = '') =>
  ask(desk, 'GET', `/auth/validate_token${query}`, { headers });
const signOut = (headers: Record<string, string>) => ask(desk, 'DELETE', '/auth/sign_out', { headers });
const profile = (headers: Record<string, string>) => ask(desk, 'GET', '/api/v1/profile', { headers });
const agents = (headers: Record<string, string>) =>
  ask(desk, 'GET', `/api/v1/accounts/${account.account.id}/agents`, { headers });

it('a session opens the profile', async () => {
  expect((await profile(session)).body.email).toBe(ana.email);
});

it('a session opens the operations of an account', async () => {
  expect((await agents(session)).status).toBe(200);
});

it('each answer to a session carries the same session again, not a new one', async () => {
  const { headers } = await agents(session);
  expect(headers).toMatchObject({ ...session, 'token-type': 'Bearer' });
});

it('an answer to a session names the user by the stored e-mail address, however it was written', async () => {
  const { headers } = await profile({ ...session, uid: session.uid.toUpperCase() });
  expect(headers.uid).toBe(ana.email);
});

it('an answer to an access token carries no session', async () => {
  const { headers } = await profile({ api_access_token: ana.token });
  expect(headers).not.toHaveProperty('access-token');
});

it('the bearer value stands for the three headers', async () => {
  const bearer = Buffer.from(JSON.stringify(session)).toString('base64');
  expect((await profile({ authorization: `Bearer ${bearer}` })).status).toBe(200);
});

it('the three values are taken as parameters too', async () => {
  expect((await validate({}, `?${new URLSearchParams(session)}`)).status).toBe(200);
});

it.each([
  ['without credentials', () => ({})],
  ['with a wrong token', () => ({ ...session, 'access-token': 'x'.repeat(24) })],
  ['with another client', () => ({ ...session, client: 'x'.repeat(24) })],
  ['with the e-mail address of somebody else', () => ({ ...session, uid: 'bob@example.com' })],
  ['without the uid', () => ({ 'access-token': session['access-token'], client: session.client })],
  ['with a bearer value that is not ours', () => ({ authorization: 'Bearer eyJhbGciOi.x.y' })],
  [
    'with a bearer value of null',
    () => ({ authorization: `Bearer ${Buffer.from('null').toString('base64')}` }),
  ],
  ['with a bearer value of numbers', () => bearerOf({ 'access-token': 1, client: 2, uid: 3 })],
  ['with NUL in the bearer value', () => bearerOf({ ...session, client: 'a\0b' })],
])('nobody is let in %s', async (_, headers) => {
  const { status, body } = await profile(headers());
  expect([status, body]).toEqual([401, SIGN_IN_FIRST]);
  const validation = await validate(headers());
  expect([validation.status, validation.body]).toEqual([401, INVALID]);
});

const bearerOf = (values: object) => ({
  authorization: `Bearer ${Buffer.from(JSON.stringify(values)).toString('base64')}`,
});

it('a letter that only folds to one of the address does not break the answer', async () => {
  const kim = await makeUser(desk, account, 'agent', 'Kim');
  // The Kelvin sign is a k in small letters, and no header can carry it.
  const uid = kim.email.replace('kim', '\u212aim');
  const { status, headers } = await validate(bearerOf({ ...(await signIn(desk, kim)), uid }));
  expect([status, headers.uid]).toEqual([200, kim.email]);
});

it('a session that is alive is confirmed, with the user and the day of joining', async () => {
  const { status, body } = await validate(session);
  expect(status).toBe(200);
  const { created_at, ...user } = body.payload.data;
  expect(body.payload.success).toBe(true);
  expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(user).toEqual((await profile(session)).body);
});

it('a session that has run out is refused', async () => {
  desk.clock.advance(62 * 24 * 3600 * 1000);
  expect((await validate(session)).body).toEqual(INVALID);
  expect((await profile(session)).body).toEqual(SIGN_IN_FIRST);
});

it('signing out ends the session', async () => {
  const { status, body } = await signOut(session);
  expect([status, body]).toEqual([200, { success: true }]);
  expect((await profile(session)).status).toBe(401);
});

it('signing out twice is refused', async () => {
  await signOut(session);
  const { status, body } = await signOut(session);
  expect([status, body]).toEqual([404, UNKNOWN]);
});

it('signing out without a session is refused', async () => {
  expect((await signOut({})).body).toEqual(UNKNOWN);
});

it('nobody signs another client out by guessing its name', async () => {
  const { status } = await signOut({ ...session, 'access-token': 'x'.repeat(24) });
  expect(status).toBe(404);
  expect((await profile(session)).status).toBe(200);
});

it('signing out leaves the other clients of the user signed in', async () => {
  const other = await signIn(desk, ana);
  await signOut(session);
  expect((await profile(other)).status).toBe(200);
});

it('a user has 25 clients; the oldest goes when there is one more', async () => {
  const clients = [session];
  while (clients.length < 26) {
    desk.clock.advance(1000);
    clients.push(await signIn(desk, ana));
  }
  expect((await profile(clients[0] ?? {})).status).toBe(401);
  expect((await profile(clients[1] ?? {})).status).toBe(200);
});

it('the clients of one user do not push out those of another', async () => {
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  const sessionOfBob = await signIn(desk, bob);
  for (let count = 0; count < 26; count += 1) await signIn(desk, ana);
  expect((await profile(sessionOfBob)).status).toBe(200);
});

it('the database holds no token of a session that could be used', async () => {
  const [row] = await desk.services.database.queries
    .select()
    .from(sessions)
    .where(eq(sessions.user_id, ana.id));
  expect(JSON.stringify({ ...row, token_digest: row?.token_digest.toString('latin1') })).not.toContain(
    session['access-token'],
  );
});

it('an access token stands above a session: a wrong one is refused although the session is good', async () => {
  const { status, body } = await profile({ ...session, api_access_token: 'wrong' });
  expect([status, body]).toEqual([401, { error: 'Invalid Access Token' }]);
});

it('the header of the access token may be written with hyphens', async () => {
  expect((await profile({ 'api-access-token': ana.token })).status).toBe(200);
});

it('an access token is not taken from the query or the body', async () => {
  const { status } = await ask(desk, 'GET', `/api/v1/profile?api_access_token=${ana.token}`, {
    body: { api_access_token: ana.token },
  });
  expect(status).toBe(401);
});

it('a user of another account is refused', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator');
  const { status, body } = await agents({ api_access_token: stranger.token });
  expect([status, body]).toEqual([401, { error: 'You are not authorized to access this account' }]);
});

it('an account that does not exist is refused like one of others', async () => {
  const { status, body } = await ask(desk, 'GET', '/api/v1/accounts/999999/agents', { token: ana.token });
  expect([status, body]).toEqual([401, { error: 'You are not authorized to access this account' }]);
});

it('a member whose membership has ended is refused at once', async () => {
  await account.queries.delete(accountUsers).where(eq(accountUsers.user_id, ana.id));
  expect((await agents(session)).body).toEqual({ error: 'You are not authorized to access this account' });
});

it('nobody works in a suspended account', async () => {
  await account.queries
    .update(accounts)
    .set({ status: 'suspended' })
    .where(eq(accounts.id, account.account.id));
  const { status, body } = await agents(session);
  expect([status, body]).toEqual([401, { error: 'Account is suspended' }]);
});

it('a member of a suspended account still sees the profile', async () => {
  await account.queries
    .update(accounts)
    .set({ status: 'suspended' })
    .where(eq(accounts.id, account.account.id));
  expect((await profile(session)).body.accounts[0].status).toBe('suspended');
});

it('a bot is refused where bots may not ask', async () => {
  const bot = await makeBot(account, 'account');
  const { status, body } = await agents({ api_access_token: bot.token });
  expect([status, body]).toEqual([401, { error: 'Access to this endpoint is not authorized for bots' }]);
});

it('a bot is refused the profile', async () => {
  const bot = await makeBot(account, 'installation');
  expect((await profile({ api_access_token: bot.token })).body).toEqual({
    error: 'Access to this endpoint is not authorized for bots',
  });
});

const toggle = (token: string) =>
  ask(desk, 'POST', `/api/v1/accounts/${account.account.id}/conversations/1/toggle_status`, { token });

it('a bot of the account is let in where bots may ask', async () => {
  const bot = await makeBot(account, 'account');
  expect((await toggle(bot.token)).body).toEqual({ error: 'Resource could not be found' });
});

it('a bot of another account is refused', async () => {
  const bot = await makeBot(await makeAccount(desk, 'Other'), 'account');
  const { status, body } = await toggle(bot.token);
  expect([status, body]).toEqual([401, { error: 'Bot is not authorized to access this account' }]);
});

it('a bot of the installation is refused while it answers in no inbox of the account', async () => {
  const bot = await makeBot(account, 'installation');
  expect((await toggle(bot.token)).body).toEqual({ error: 'Bot is not authorized to access this account' });
});
