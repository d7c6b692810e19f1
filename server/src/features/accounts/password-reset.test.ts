import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  PASSWORD,
  signIn,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { readMails, readToken, WITH_MAIL } from '../../../test/mails.ts';

const NEW = 'Another-Horse-2';
const INVALID = { message: 'Invalid token', redirect_url: '/' };

let desk: TestDesk;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
});
beforeEach(async () => {
  ana = await makeUser(desk, await makeAccount(desk), 'agent');
});
afterAll(() => desk?.close());

const request = (email: unknown, from?: string) =>
  ask(desk, 'POST', '/auth/password', { body: { email }, ...(from ? { from } : {}) });
const reset = (reset_password_token: unknown, fields: object = { password: NEW }) =>
  ask(desk, 'PUT', '/auth/password', { body: { reset_password_token, ...fields } });
const tryPassword = async (password: string) =>
  (await ask(desk, 'POST', '/auth/sign_in', { body: { email: ana.email, password } })).status;

async function requestToken() {
  await request(ana.email);
  return readToken(desk, ana.email);
}

it('a link is sent to a user, in whatever case the address is given', async () => {
  const { status, body } = await request(` ${ana.email.toUpperCase()}`);
  expect([status, Object.keys(body)]).toEqual([200, ['message']]);
  const [mail] = await readMails(desk, ana.email);
  expect(mail?.action?.url).toMatch(
    /^https:\/\/desk\.example\.com\/app\/auth\/password\/edit\?reset_password_token=\w{24}$/,
  );
});

it.each(['nobody@example.com', '', null, undefined])('no link is sent to %o', async (email) => {
  const { status, body } = await request(email);
  expect([status, Object.keys(body)]).toEqual([404, ['message']]);
});

it('the token sets the password and signs in', async () => {
  const { status, body, headers } = await reset(await requestToken());
  expect([status, body.data.email]).toEqual([200, ana.email]);
  expect(await tryPassword(NEW)).toBe(200);
  expect(await tryPassword(PASSWORD)).toBe(401);
  const session = { 'access-token': '', client: '', uid: '' };
  for (const name of Object.keys(session)) Object.assign(session, { [name]: String(headers[name]) });
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(200);
});

it('PATCH does the same as PUT', async () => {
  const body = { reset_password_token: await requestToken(), password: NEW, password_confirmation: NEW };
  expect((await ask(desk, 'PATCH', '/auth/password', { body })).status).toBe(200);
});

it('the other sessions end, and sockets have to connect anew', async () => {
  const session = await signIn(desk, ana);
  const before = (await ask(desk, 'GET', '/api/v1/profile', { token: ana.token })).body;
  const { body } = await reset(await requestToken());
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(401);
  expect(body.data.pubsub_token).not.toBe(before.pubsub_token);
});

it('a token works once, also when it is used twice at the same time', async () => {
  const token = await requestToken();
  const answers = await Promise.all([reset(token), reset(token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  const { status, body } = await reset(token);
  expect([status, body]).toEqual([422, INVALID]);
});

it('a token works for six hours', async () => {
  const token = await requestToken();
  desk.clock.advance(6 * 3600 * 1000 - 1);
  expect((await reset(token, { password: 'weak' })).body.attributes).toEqual(['password']);
  desk.clock.advance(1);
  const { status, body } = await reset(token);
  expect([status, body]).toEqual([422, INVALID]);
});

it('a newer link ends the older one', async () => {
  const older = await requestToken();
  const newer = await requestToken();
  expect((await reset(older)).status).toBe(422);
  expect((await reset(newer)).status).toBe(200);
});

it('a password set in the profile ends the link', async () => {
  const token = await requestToken();
  const body = { current_password: PASSWORD, password: NEW };
  await ask(desk, 'PATCH', '/api/v1/profile', { token: ana.token, body });
  expect((await reset(token)).status).toBe(422);
});

it.each(['', null, undefined, 'unknown', 'x'.repeat(300)])('%o is no token', async (token) => {
  const { status, body } = await reset(token);
  expect([status, body]).toEqual([422, INVALID]);
});

it.each([
  [{ password: 'weak' }, 'password'],
  [{}, 'password'],
  [{ password: NEW, password_confirmation: PASSWORD }, 'password_confirmation'],
])('the password %o is refused, and the token keeps working', async (fields, field) => {
  const token = await requestToken();
  const { status, body } = await reset(token, fields);
  expect([status, body.attributes]).toEqual([422, [field]]);
  expect((await reset(token)).status).toBe(200);
});

it('the sixth request within half an hour from one address is told to come back later', async () => {
  const from = '198.51.100.20';
  for (let tries = 0; tries < 5; tries += 1)
    expect((await request(`u${tries}@example.com`, from)).status).toBe(404);
  expect((await request(ana.email, from)).status).toBe(429);
  desk.clock.advance(1_801_000);
  expect((await request(ana.email, from)).status).toBe(200);
});

it('the sixth request within an hour for one e-mail address is refused, wherever it comes from', async () => {
  for (let tries = 0; tries < 5; tries += 1)
    expect((await request(ana.email, `203.0.113.${tries}`)).status).toBe(200);
  expect((await request(ana.email.toUpperCase(), '203.0.113.9')).status).toBe(429);
});

it('the page for signing in is in the dashboard', async () => {
  const { status, headers } = await ask(desk, 'GET', '/auth/sign_in');
  expect([status, headers.location]).toEqual([302, '/app/login?error=access-denied']);
});
