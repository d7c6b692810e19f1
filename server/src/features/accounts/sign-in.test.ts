import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  PASSWORD,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { createUser } from './account.ts';
import { sessions, users } from './table.ts';

let desk: TestDesk;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  ana = await makeUser(desk, await makeAccount(desk), 'agent');
});
afterAll(() => desk?.close());

const signIn = (body: unknown, from?: string) => ask(desk, 'POST', '/auth/sign_in', { body, from });

const REFUSED = { success: false, errors: ['Invalid login credentials. Please try again.'] };

it('a user signs in with e-mail and password and is shown as the profile shows them', async () => {
  const { status, body } = await signIn({ email: ana.email, password: PASSWORD });
  const profile = await ask(desk, 'GET', '/api/v1/profile', { token: ana.token });
  expect(status).toBe(200);
  expect(body).toEqual({ data: profile.body });
});

it('signing in answers the session in headers, and all of them again in one bearer value', async () => {
  const { headers } = await signIn({ email: ana.email, password: PASSWORD });
  const { 'access-token': token, client, uid, expiry, authorization } = headers;
  const bearer = Buffer.from(String(authorization).replace(/^Bearer /, ''), 'base64').toString();
  expect(JSON.parse(bearer)).toEqual({ 'access-token': token, 'token-type': 'Bearer', client, uid, expiry });
  expect(headers['token-type']).toBe('Bearer');
  expect(uid).toBe(ana.email);
});

it('a session lasts two months', async () => {
  const { headers } = await signIn({ email: ana.email, password: PASSWORD });
  const days = (Number(headers.expiry) - desk.clock.now().getTime() / 1000) / 86_400;
  expect(days).toBeGreaterThan(58);
  expect(days).toBeLessThan(63);
});

it('the case of the e-mail address and blanks around it do not matter', async () => {
  expect((await signIn({ email: ` ${ana.email.toUpperCase()} `, password: PASSWORD })).status).toBe(200);
});

it('a form signs in like JSON', async () => {
  const form = new URLSearchParams({ email: ana.email, password: PASSWORD });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status } = await ask(desk, 'POST', '/auth/sign_in', { body: form.toString(), headers });
  expect(status).toBe(200);
});

it.each([
  ['a wrong password', () => ({ email: ana.email, password: `${PASSWORD}x` })],
  ['the password in other case', () => ({ email: ana.email, password: PASSWORD.toLowerCase() })],
  ['an unknown e-mail address', () => ({ email: 'nobody@example.com', password: PASSWORD })],
  ['no password', () => ({ email: ana.email })],
  ['a password of null', () => ({ email: ana.email, password: null })],
  ['an e-mail address of null', () => ({ email: null, password: PASSWORD })],
  ['a password longer than any', () => ({ email: ana.email, password: 'x'.repeat(1000) })],
  ['nothing', () => ({})],
])('%s is refused without saying what is wrong', async (_, body) => {
  const { status, body: answer, headers } = await signIn(body());
  expect([status, answer]).toEqual([401, REFUSED]);
  expect(headers).not.toHaveProperty('access-token');
});

it('a refused sign-in opens no session', async () => {
  await signIn({ email: ana.email, password: 'Wrong-Horse-1' });
  const rows = await desk.services.database.queries
    .select()
    .from(sessions)
    .where(eq(sessions.user_id, ana.id));
  expect(rows).toEqual([]);
});

it('a user without a password cannot sign in with any', async () => {
  await desk.services.database.queries
    .update(users)
    .set({ password_digest: null })
    .where(eq(users.id, ana.id));
  expect((await signIn({ email: ana.email, password: 'nobody has this password' })).status).toBe(401);
});

it('an unconfirmed user is told so, with the address to look at', async () => {
  await desk.services.database.queries.update(users).set({ confirmed_at: null }).where(eq(users.id, ana.id));
  const { status, body } = await signIn({ email: ana.email, password: PASSWORD });
  expect(status).toBe(401);
  expect(body).toEqual({ success: false, errors: [expect.stringContaining(ana.email)] });
});

it('an unconfirmed user with a wrong password is not told that the address exists', async () => {
  await desk.services.database.queries.update(users).set({ confirmed_at: null }).where(eq(users.id, ana.id));
  expect((await signIn({ email: ana.email, password: 'Wrong-Horse-1' })).body).toEqual(REFUSED);
});

it('an e-mail address outside of Latin letters can sign in', async () => {
  const email = 'zażółć@例え.jp';
  await createUser(ana.ctx, { name: 'Zażółć', email, password: PASSWORD });
  const { status, headers } = await signIn({ email, password: PASSWORD });
  expect(status).toBe(200);
  const session = Object.fromEntries(
    ['access-token', 'client', 'uid'].map((name) => [name, String(headers[name])]),
  );
  expect((await ask(desk, 'GET', '/auth/validate_token', { headers: session })).status).toBe(200);
});

it('the sixth try within five minutes from one address is told to come back later', async () => {
  const from = '198.51.100.7';
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await signIn({ email: `user${tries}@example.com`, password: 'x' }, from)).status).toBe(401);
  }
  const { status, text, headers } = await signIn({ email: ana.email, password: PASSWORD }, from);
  expect([status, text]).toEqual([429, 'Retry later\n']);
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(300);
});

it('after five minutes the address may try again', async () => {
  const from = '198.51.100.8';
  for (let tries = 0; tries < 6; tries += 1) await signIn({ email: 'a@example.com', password: 'x' }, from);
  desk.clock.advance(301_000);
  expect((await signIn({ email: ana.email, password: PASSWORD }, from)).status).toBe(200);
});

it('the eleventh try for one e-mail address is refused, from whatever address and in whatever case', async () => {
  for (let tries = 0; tries < 10; tries += 1) {
    const email = tries % 2 ? ana.email : ` ${ana.email.toUpperCase()}`;
    await signIn({ email, password: 'x' }, `203.0.113.${tries}`);
  }
  expect((await signIn({ email: ana.email, password: PASSWORD }, '203.0.113.99')).status).toBe(429);
  expect((await signIn({ email: 'other@example.com', password: 'x' }, '203.0.113.99')).status).toBe(401);
});

it('programs on this machine sign in as often as they need', async () => {
  for (let tries = 0; tries < 12; tries += 1) {
    expect((await signIn({ email: ana.email, password: PASSWORD })).status).toBe(200);
  }
});

it('on this machine too nobody guesses without end', async () => {
  let last = 0;
  for (let tries = 0; tries <= 100; tries += 1) last = (await signIn({ email: ana.email })).status;
  expect(last).toBe(429);
});

it('whoever claims to be this machine through a forwarding header is limited', async () => {
  const headers = { 'x-forwarded-for': '127.0.0.1' };
  const tries = [1, 2, 3, 4, 5, 6].map((number) => ({ email: `u${number}@example.com`, password: 'x' }));
  const statuses: number[] = [];
  for (const body of tries)
    statuses.push((await ask(desk, 'POST', '/auth/sign_in', { body, headers })).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});
