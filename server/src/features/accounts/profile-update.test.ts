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
import { readMails, WITH_MAIL } from '../../../test/mails.ts';
import { users } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
});
beforeEach(async () => {
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'agent');
});
afterAll(() => desk?.close());

const update = (body: unknown, headers: Record<string, string> = { api_access_token: ana.token }) =>
  ask(desk, 'PUT', '/api/v1/profile', { body, headers });
const show = async () => (await ask(desk, 'GET', '/api/v1/profile', { token: ana.token })).body;

it.each([
  { name: 'Ana Maria' },
  { display_name: 'Ana' },
  { message_signature: '-- \nAna' },
  { ui_settings: { theme: 'dark' } },
])('a user changes %o, and nothing else', async (body) => {
  const before = await show();
  const { status, body: answer } = await update(body);
  expect(status).toBe(200);
  const available_name = Object.hasOwn(body, 'ui_settings') ? before.available_name : answer.available_name;
  expect(answer).toEqual({ ...before, ...body, available_name });
  expect(await show()).toEqual(answer);
});

it('the fields may be wrapped in profile, and PATCH does the same as PUT', async () => {
  const body = { profile: { name: 'Ana Maria' } };
  const { body: answer } = await ask(desk, 'PATCH', '/api/v1/profile', { token: ana.token, body });
  expect(answer.name).toBe('Ana Maria');
});

it('settings of the interface are replaced, not merged', async () => {
  await update({ ui_settings: { theme: 'dark', locale: 'pt' } });
  expect((await update({ ui_settings: { locale: 'en' } })).body.ui_settings).toEqual({ locale: 'en' });
});

it('a phone number goes to the custom attributes and leaves the others', async () => {
  await account.queries
    .update(users)
    .set({ custom_attributes: { desk: 3 } })
    .where(eq(users.id, ana.id));
  const { body } = await update({ phone_number: '+15550100' });
  expect(body.custom_attributes).toEqual({ desk: 3, phone_number: '+15550100' });
});

it.each([
  [{ name: '  ' }, 'name'],
  [{ ui_settings: 'dark' }, 'ui_settings'],
  [{ email: 'ana' }, 'email'],
  [{ email: 'ana@example.com, bob@example.com' }, 'email'],
])('%o is refused', async (body, field) => {
  const before = await show();
  const { status, body: answer } = await update(body);
  expect([status, answer.attributes]).toEqual([422, [field]]);
  expect(await show()).toEqual(before);
});

it('role, type and confirmation are not the user’s to set', async () => {
  const before = await show();
  await update({ role: 'administrator', type: 'SuperAdmin', confirmed: false, pubsub_token: 'x', uid: 'x' });
  expect(await show()).toEqual(before);
});

it('each account hears of a new name, and of nothing when it is the old one', async () => {
  await update({ name: 'Ana Maria' });
  await update({ name: 'Ana Maria', ui_settings: {} });
  expect(await listEventNames(account)).toEqual(['account.created', 'agent.updated']);
});

it('a new e-mail address counts only once it is confirmed; the mail goes to the new one', async () => {
  const email = `new.${ana.email}`;
  const { body } = await update({ email: ` ${email.toUpperCase()}` });
  expect(body.email).toBe(ana.email);
  expect(await readMails(desk, email)).toHaveLength(1);
  expect(await readMails(desk, ana.email)).toEqual([]);
});

it('the address that the user has already sends no mail', async () => {
  await update({ email: ana.email.toUpperCase() });
  expect(await readMails(desk, ana.email)).toEqual([]);
});

it('the e-mail address of somebody else is refused', async () => {
  const bob = await makeUser(desk, await makeAccount(desk, 'Other'), 'agent', 'Bob');
  const { status, body } = await update({ email: bob.email });
  expect([status, body]).toEqual([422, { message: 'Email has already been taken', attributes: ['email'] }]);
});

const NEW = 'Another-Horse-2';
const tryPassword = (password: string) =>
  ask(desk, 'POST', '/auth/sign_in', { body: { email: ana.email, password } });

it('a new password needs the current one, and is the one that counts then', async () => {
  const { status } = await update({ current_password: PASSWORD, password: NEW, password_confirmation: NEW });
  expect(status).toBe(200);
  expect((await tryPassword(NEW)).status).toBe(200);
  expect((await tryPassword(PASSWORD)).status).toBe(401);
});

it.each([{ current_password: 'Wrong-Horse-1' }, {}, { current_password: null }])(
  'with %o the password stays, and so does the rest',
  async (fields) => {
    const { status, body } = await update({ ...fields, password: NEW, name: 'Ana Maria' });
    expect([status, body]).toEqual([422, { error: 'Invalid current password' }]);
    expect((await tryPassword(PASSWORD)).status).toBe(200);
    expect((await show()).name).toBe('Ana Lima');
  },
);

it.each([
  [{ password: 'short' }, 'password'],
  [{ password: NEW, password_confirmation: `${NEW}x` }, 'password_confirmation'],
])('the new password %o is refused', async (fields, field) => {
  const { status, body } = await update({ current_password: PASSWORD, ...fields });
  expect([status, body.attributes]).toEqual([422, [field]]);
});

it('a new password ends the other sessions and leaves the one that set it', async () => {
  const [own, other] = [await signIn(desk, ana), await signIn(desk, ana)];
  const { status } = await update({ current_password: PASSWORD, password: NEW }, own);
  expect(status).toBe(200);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: own })).status).toBe(200);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: other })).status).toBe(401);
});

it('a new password set with the access token ends every session, but none of another user', async () => {
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  const [own, foreign] = [await signIn(desk, ana), await signIn(desk, bob)];
  await update({ current_password: PASSWORD, password: NEW });
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: own })).status).toBe(401);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: foreign })).status).toBe(200);
});

it('a new password makes a new token for sockets', async () => {
  const { pubsub_token } = await show();
  expect((await update({ current_password: PASSWORD, password: NEW })).body.pubsub_token).not.toBe(
    pubsub_token,
  );
});

it('whoever found a session open does not guess the password without end', async () => {
  let last = 0;
  for (let tries = 0; tries <= 20; tries += 1)
    last = (await update({ current_password: 'x', password: NEW })).status;
  expect(last).toBe(429);
});

it('the profile is not changed without credentials', async () => {
  expect((await update({ name: 'Eve' }, {})).status).toBe(401);
});

it('an avatar is taken off, and the file is let go', async () => {
  const avatar = { key: 'a/b', file_name: 'ana.png', content_type: 'image/png', byte_size: 3 };
  await account.queries.update(users).set({ avatar }).where(eq(users.id, ana.id));
  const { status, body } = await ask(desk, 'DELETE', '/api/v1/profile/avatar', { token: ana.token });
  expect([status, body.avatar_url]).toEqual([200, '']);
  const [row] = await account.queries.select().from(users).where(eq(users.id, ana.id));
  expect(row?.avatar).toBeNull();
});
