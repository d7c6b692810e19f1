import { eq } from 'drizzle-orm';
import { generate } from 'otplib';
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
import { readToken, WITH_MAIL } from '../../../test/mails.ts';
import { users } from './table.ts';

let desk: TestDesk;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
});
beforeEach(async () => {
  ana = await makeUser(desk, await makeAccount(desk), 'agent');
});
afterAll(() => desk?.close());

const STEP_MS = 30_000;
const mfa = (method: 'GET' | 'POST' | 'DELETE', path = '', body?: object, token = ana.token) =>
  ask(desk, method, `/api/v1/profile/mfa${path}`, { token, body });
const signIn = (body: object, from?: string) =>
  ask(desk, 'POST', '/auth/sign_in', { body, ...(from ? { from } : {}) });
const showPassword = () => signIn({ email: ana.email, password: PASSWORD });

/** The code of a step before or after now. */
const codeOf = (secret: string, steps = 0) =>
  generate({ secret, epoch: Math.floor((desk.clock.now().getTime() + steps * STEP_MS) / 1000) });

async function enable() {
  const { secret } = (await mfa('POST')).body;
  const { body } = await mfa('POST', '/verify', { otp_code: await codeOf(secret) });
  // The step of that code is used up.
  desk.clock.advance(STEP_MS);
  const codes: string[] = body.backup_codes;
  return { secret: String(secret), backup_code: codes[0] ?? '', codes };
}

async function beginSignIn(): Promise<string> {
  return (await showPassword()).body.mfa_token;
}

it('the second factor is off at first, and signing in asks for none', async () => {
  expect((await mfa('GET')).body).toEqual({ feature_available: true, enabled: false });
  expect((await showPassword()).status).toBe(200);
});

it('beginning answers a secret and an address for the app, and turns nothing on', async () => {
  const { status, body } = await mfa('POST');
  expect(status).toBe(200);
  const url = new URL(body.provisioning_url);
  expect([url.protocol, url.searchParams.get('secret')]).toEqual(['otpauth:', body.secret]);
  expect(decodeURIComponent(url.pathname)).toContain(ana.email);
  expect((await showPassword()).status).toBe(200);
});

it('the first code turns it on and answers ten backup codes of eight hex digits, each different', async () => {
  const { secret } = (await mfa('POST')).body;
  const { status, body } = await mfa('POST', '/verify', { otp_code: await codeOf(secret) });
  expect([status, body.enabled]).toEqual([200, true]);
  expect(new Set(body.backup_codes).size).toBe(10);
  for (const code of body.backup_codes) expect(code).toMatch(/^[0-9A-F]{8}$/);
  expect((await mfa('GET')).body).toEqual({
    feature_available: true,
    enabled: true,
    backup_codes_generated: true,
  });
});

it.each(['000000', '', null, 'abcdef', '12345', '１２３４５６'])(
  '%o does not turn it on',
  async (otp_code) => {
    await mfa('POST');
    const { status, body } = await mfa('POST', '/verify', { otp_code });
    expect([status, body]).toEqual([422, { error: 'Invalid verification code' }]);
    expect((await mfa('GET')).body.enabled).toBe(false);
  },
);

it('without a secret no code turns it on', async () => {
  expect((await mfa('POST', '/verify', { otp_code: '123456' })).status).toBe(422);
});

it('once it is on, no other secret takes its place', async () => {
  await enable();
  expect((await mfa('POST')).status).toBe(422);
});

it('the secret rests sealed and backup codes as digests', async () => {
  const { secret, codes } = await enable();
  const [row] = await ana.ctx.queries.select().from(users).where(eq(users.id, ana.id));
  const kept = `${row?.otp_sealed?.toString('latin1')} ${row?.otp_recovery_digests.join()}`.toUpperCase();
  for (const text of [secret, ...codes]) expect(kept).not.toContain(text);
});

it('signing in answers 206 and a token, and no session', async () => {
  await enable();
  const { status, body, headers } = await showPassword();
  expect([status, body]).toEqual([206, { mfa_required: true, mfa_token: expect.any(String) }]);
  expect(headers).not.toHaveProperty('access-token');
});

it.each([-1, 0, 1])('the code of %i steps from now signs in', async (steps) => {
  const { secret } = await enable();
  desk.clock.advance(5 * STEP_MS);
  const mfa_token = await beginSignIn();
  const { status, body, headers } = await signIn({ mfa_token, otp_code: await codeOf(secret, steps) });
  expect([status, body.data?.email]).toEqual([200, ana.email]);
  expect(headers).toHaveProperty('access-token');
});

it.each([-2, 2])('the code of %i steps from now does not', async (steps) => {
  const { secret } = await enable();
  desk.clock.advance(5 * STEP_MS);
  const otp_code = await codeOf(secret, steps);
  const { status, body } = await signIn({ mfa_token: await beginSignIn(), otp_code });
  expect([status, body]).toEqual([400, { error: 'Invalid verification code' }]);
});

it('a code is taken once, also twice at the same time, and none of before it afterwards', async () => {
  const { secret } = await enable();
  desk.clock.advance(5 * STEP_MS);
  const [mfa_token, otp_code] = [await beginSignIn(), await codeOf(secret)];
  const answers = await Promise.all([signIn({ mfa_token, otp_code }), signIn({ mfa_token, otp_code })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect((await signIn({ mfa_token, otp_code: await codeOf(secret, -1) })).status).toBe(400);
  expect((await signIn({ mfa_token, otp_code: await codeOf(secret, 1) })).status).toBe(200);
});

it('the code that turned it on does not sign in', async () => {
  const { secret } = (await mfa('POST')).body;
  const otp_code = await codeOf(secret);
  await mfa('POST', '/verify', { otp_code });
  expect((await signIn({ mfa_token: await beginSignIn(), otp_code })).status).toBe(400);
});

it('a backup code signs in once, in whatever case, and the others stay', async () => {
  const { codes } = await enable();
  const mfa_token = await beginSignIn();
  const backup_code = codes[0]?.toLowerCase();
  const answers = await Promise.all([signIn({ mfa_token, backup_code }), signIn({ mfa_token, backup_code })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect((await signIn({ mfa_token, backup_code: codes[1] })).status).toBe(200);
});

it('a backup code of somebody else does not sign in', async () => {
  const { codes } = await enable();
  ana = await makeUser(desk, await makeAccount(desk), 'agent', 'Bob');
  await enable();
  expect((await signIn({ mfa_token: await beginSignIn(), backup_code: codes[0] })).status).toBe(400);
});

it.each([{}, { otp_code: null }, { otp_code: '', backup_code: '' }])('%o is no code', async (given) => {
  await enable();
  expect((await signIn({ mfa_token: await beginSignIn(), ...given })).status).toBe(400);
});

const REFUSED_TOKEN = [401, { error: 'Invalid or expired MFA token' }];

it('the token runs out after five minutes', async () => {
  const { codes } = await enable();
  const mfa_token = await beginSignIn();
  desk.clock.advance(299_000);
  expect((await signIn({ mfa_token, backup_code: 'x' })).status).toBe(400);
  desk.clock.advance(1000);
  const { status, body } = await signIn({ mfa_token, backup_code: codes[0] });
  expect([status, body]).toEqual(REFUSED_TOKEN);
});

it('a forged token is refused, and so is one for something else', async () => {
  const { codes } = await enable();
  const other = desk.services.signer.sign('something else', { user_id: ana.id }, 300);
  for (const mfa_token of ['x', 'e30.e30', other]) {
    const { status, body } = await signIn({ mfa_token, backup_code: codes[0] });
    expect([status, body]).toEqual(REFUSED_TOKEN);
  }
});

it('a token from before a new password is refused', async () => {
  const { codes } = await enable();
  const mfa_token = await beginSignIn();
  const body = { current_password: PASSWORD, password: 'Another-Horse-2' };
  await ask(desk, 'PATCH', '/api/v1/profile', { token: ana.token, body });
  expect((await signIn({ mfa_token, backup_code: codes[0] })).status).toBe(401);
});

it('a link for a password does not go round the second factor', async () => {
  const { secret } = await enable();
  await ask(desk, 'POST', '/auth/password', { body: { email: ana.email } });
  const body = { reset_password_token: await readToken(desk, ana.email), password: 'Another-Horse-2' };
  const { status, body: answer, headers } = await ask(desk, 'PUT', '/auth/password', { body });
  expect([status, answer.mfa_required]).toEqual([206, true]);
  expect(headers).not.toHaveProperty('access-token');
  const otp_code = await codeOf(secret);
  expect((await signIn({ mfa_token: answer.mfa_token, otp_code })).status).toBe(200);
});

it('a code of the app makes new backup codes, and the old ones stop working', async () => {
  const { secret, codes } = await enable();
  const { status, body } = await mfa('POST', '/backup_codes', { otp_code: await codeOf(secret) });
  expect([status, body.backup_codes.length]).toEqual([200, 10]);
  const mfa_token = await beginSignIn();
  expect((await signIn({ mfa_token, backup_code: codes[0] })).status).toBe(400);
  expect((await signIn({ mfa_token, backup_code: body.backup_codes[0] })).status).toBe(200);
});

it('without a code, or while it is off, there are no new backup codes', async () => {
  expect((await mfa('POST', '/backup_codes', { otp_code: '123456' })).status).toBe(422);
  await enable();
  expect((await mfa('POST', '/backup_codes', { otp_code: '000000' })).status).toBe(422);
});

it('password and code turn it off; signing in asks for none then', async () => {
  const { secret } = await enable();
  const { status, body } = await mfa('DELETE', '', { password: PASSWORD, otp_code: await codeOf(secret) });
  expect([status, body]).toEqual([200, { enabled: false }]);
  expect((await showPassword()).status).toBe(200);
});

it('a backup code turns it off too, for whoever lost the app', async () => {
  const { backup_code } = await enable();
  const { status } = await mfa('DELETE', '', { password: PASSWORD, otp_code: backup_code });
  expect(status).toBe(200);
});

it('a wrong password or a wrong code leaves it on', async () => {
  const { secret } = await enable();
  const otp_code = await codeOf(secret);
  expect((await mfa('DELETE', '', { password: 'x', otp_code })).status).toBe(422);
  expect((await mfa('DELETE', '', { password: PASSWORD, otp_code: '000000' })).status).toBe(422);
  expect((await mfa('DELETE', '', { otp_code })).status).toBe(422);
  expect((await showPassword()).status).toBe(206);
});

it('codes are not guessed without end, by the owner of a session or by who knows the password', async () => {
  await enable();
  let last = 0;
  for (let tries = 0; tries <= 20; tries += 1)
    last = (await mfa('POST', '/backup_codes', { otp_code: '000000' })).status;
  expect(last).toBe(429);
  const mfa_token = await beginSignIn();
  for (let tries = 0; tries < 10; tries += 1)
    expect((await signIn({ mfa_token, otp_code: '000000' }, `203.0.113.${tries}`)).status).toBe(400);
  expect((await signIn({ mfa_token, otp_code: '000000' }, '203.0.113.99')).status).toBe(429);
});

it('nobody comes to the second factor without credentials', async () => {
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['DELETE', ''],
    ['POST', '/verify'],
    ['POST', '/backup_codes'],
  ] as const) {
    expect((await ask(desk, method, `/api/v1/profile/mfa${path}`)).status).toBe(401);
  }
});
