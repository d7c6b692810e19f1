import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  listEventNames,
  makeAccount,
  makeUser,
  openTestDesk,
  signIn,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { readMails, readToken, WITH_MAIL } from '../../../test/mails.ts';
import { users } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let ana: TestUser;
let email: string;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
});
beforeEach(async () => {
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'agent');
  email = `new.${ana.email}`;
});
afterAll(() => desk?.close());

const update = (body: object) => ask(desk, 'PATCH', '/api/v1/profile', { token: ana.token, body });
const confirm = (confirmation_token: unknown) =>
  ask(desk, 'POST', '/auth/confirmation', { body: { confirmation_token } });
const resend = () => ask(desk, 'POST', '/api/v1/profile/resend_confirmation', { token: ana.token });
const refusal = (message: string) => [422, { message, redirect_url: '/' }];

it('the token makes the new address the user’s, and signs in', async () => {
  await update({ email });
  const { status, body, headers } = await confirm(await readToken(desk, email));
  expect([status, body.data.email, body.data.uid]).toEqual([200, email, email]);
  expect(headers).toHaveProperty('access-token');
  expect((await signIn(desk, { email })).uid).toBe(email);
  expect(await listEventNames(account)).toEqual(['account.created', 'agent.updated']);
});

it('a token that was used says so and signs nobody in', async () => {
  await update({ email });
  const token = await readToken(desk, email);
  await confirm(token);
  const { status, body, headers } = await confirm(token);
  expect([status, body]).toEqual(refusal('Already confirmed'));
  expect(headers).not.toHaveProperty('access-token');
});

it.each(['', null, undefined, 'unknown'])('%o is no token', async (token) => {
  const { status, body } = await confirm(token);
  expect([status, body]).toEqual(refusal('Invalid token'));
});

it('a token runs out after seven days', async () => {
  await update({ email });
  const token = await readToken(desk, email);
  desk.clock.advance(7 * 24 * 3600 * 1000);
  const { status, body } = await confirm(token);
  expect([status, body]).toEqual(refusal('Invalid token'));
});

it('the newest address counts: the link to one before ends', async () => {
  await update({ email });
  const older = await readToken(desk, email);
  await update({ email: `newer.${ana.email}` });
  expect((await confirm(older)).status).toBe(422);
  expect((await confirm(await readToken(desk, `newer.${ana.email}`))).body.data.email).toBe(
    `newer.${ana.email}`,
  );
});

it('an address that somebody else took meanwhile is not confirmed', async () => {
  await update({ email });
  const token = await readToken(desk, email);
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  await account.queries.update(users).set({ email }).where(eq(users.id, bob.id));
  const { status, body } = await confirm(token);
  expect([status, body]).toEqual(refusal('Failure'));
});

it('going back to the address that counts ends the wait', async () => {
  await update({ email });
  const token = await readToken(desk, email);
  await update({ email: ana.email });
  const { status, body } = await confirm(token);
  expect([status, body]).toEqual(refusal('Already confirmed'));
});

it('a link for a password that went to the former address ends with it', async () => {
  await ask(desk, 'POST', '/auth/password', { body: { email: ana.email } });
  const reset_password_token = await readToken(desk, ana.email);
  await update({ email });
  await confirm(await readToken(desk, email));
  const body = { reset_password_token, password: 'Another-Horse-2' };
  expect((await ask(desk, 'PUT', '/auth/password', { body })).status).toBe(422);
});

it('opening the link of a mail confirms nothing yet; it leads to the page that does', async () => {
  await update({ email });
  const token = await readToken(desk, email);
  const { status, headers } = await ask(desk, 'GET', `/auth/confirmation?confirmation_token=${token}`);
  expect(status).toBe(302);
  expect(headers.location).toBe(`/app/auth/confirmation?confirmation_token=${token}`);
  expect((await confirm(token)).status).toBe(200);
});

it('a token with signs in it leads nowhere else', async () => {
  const { headers } = await ask(desk, 'GET', '/auth/confirmation?confirmation_token=a%26b%0d%0aX%3a1//c');
  expect(headers.location).toBe('/app/auth/confirmation?confirmation_token=a%26b%0D%0AX%3A1%2F%2Fc');
});

it('the mail is sent again to the address that waits, with an empty answer', async () => {
  await update({ email });
  const { status, text } = await resend();
  expect([status, text]).toEqual([200, '']);
  expect(await readMails(desk, email)).toHaveLength(2);
});

it('whoever has nothing to confirm gets no mail', async () => {
  expect((await resend()).status).toBe(200);
  expect(await readMails(desk, ana.email)).toEqual([]);
});

it('the sixth mail within half an hour is refused', async () => {
  for (let tries = 0; tries < 5; tries += 1) expect((await resend()).status).toBe(200);
  expect((await resend()).status).toBe(429);
});
