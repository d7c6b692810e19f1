import { and, eq } from 'drizzle-orm';
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
import { readMails, readToken, WITH_MAIL } from '../../../test/mails.ts';
import { accounts, accountUsers, users } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let admin: TestUser;
let number = 0;
let email: string;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
});
beforeEach(async () => {
  account = await makeAccount(desk);
  admin = await makeUser(desk, account, 'administrator', 'Ada Adams');
  number += 1;
  email = `ben.${number}@example.com`;
});
afterAll(() => desk?.close());

const post = (path: string, body: unknown, token = admin.token) =>
  ask(desk, 'POST', `/api/v1/accounts/${account.account.id}/agents${path}`, { token, body });
const list = async (of = account, token = admin.token) =>
  (await ask(desk, 'GET', `/api/v1/accounts/${of.account.id}/agents`, { token })).body;

const resetPassword = (reset_password_token: string, password: string) =>
  ask(desk, 'PUT', '/auth/password', { body: { reset_password_token, password } });

it('an administrator invites somebody new, who is an agent, offline, and not confirmed', async () => {
  const { status, body } = await post('', { email: ` ${email.toUpperCase()}`, name: 'Ben Brown' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ email, name: 'Ben Brown', role: 'agent', confirmed: false });
  expect(body).toMatchObject({ availability_status: 'offline', auto_offline: false });
  expect(await list()).toContainEqual(body);
  expect(await listEventNames(account)).toEqual(['account.created', 'agent.added']);
});

it('role and availability may be chosen, and the fields wrapped in agent', async () => {
  const { body } = await post('', { agent: { email, role: 'administrator', availability: 'busy' } });
  expect(body).toMatchObject({ role: 'administrator', availability_status: 'busy' });
});

it('somebody without a name is called by the first part of the address', async () => {
  expect((await post('', { email })).body.name).toBe(email.split('@')[0]);
});

it('the link of the invitation leads to a password, confirms the address and signs in', async () => {
  await post('', { email, name: 'Ben Brown' });
  expect(await readMails(desk, email)).toHaveLength(1);
  desk.clock.advance(6 * 24 * 3600 * 1000);
  const { status, body, headers } = await resetPassword(await readToken(desk, email), PASSWORD);
  expect(status).toBe(200);
  expect(body.data).toMatchObject({ email, confirmed: true, role: 'agent' });
  expect(headers).toHaveProperty('access-token');
  expect((await signIn(desk, { email })).uid).toBe(email);
});

it('after seven days the link of the invitation has run out', async () => {
  await post('', { email });
  const token = await readToken(desk, email);
  desk.clock.advance(7 * 24 * 3600 * 1000);
  expect((await resetPassword(token, PASSWORD)).status).toBe(422);
});

it('nobody signs in as somebody who was invited and has no password', async () => {
  await post('', { email });
  for (const password of ['', PASSWORD]) {
    expect((await ask(desk, 'POST', '/auth/sign_in', { body: { email, password } })).status).toBe(401);
  }
});

it('a user of the desk is added as they are, and gets no link', async () => {
  const ben = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Ben');
  const session = await signIn(desk, ben);
  const { status, body } = await post('', { email: ben.email, name: 'Benjamin' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: ben.id, name: 'Ben', role: 'agent', confirmed: true });
  expect(await readMails(desk, ben.email)).toEqual([]);
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(200);
});

it('what a stranger signed up under an address ends when its owner is invited', async () => {
  const ben = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Ben');
  const session = await signIn(desk, ben);
  await account.queries.update(users).set({ confirmed_at: null }).where(eq(users.id, ben.id));
  await post('', { email: ben.email });
  expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(401);
  expect((await ask(desk, 'GET', '/api/v1/profile', { token: ben.token })).status).toBe(401);
  await account.queries.update(users).set({ confirmed_at: new Date() }).where(eq(users.id, ben.id));
  const { status } = await ask(desk, 'POST', '/auth/sign_in', {
    body: { email: ben.email, password: PASSWORD },
  });
  expect(status).toBe(401);
});

it('a member is not invited again, and keeps the role', async () => {
  await post('', { email, role: 'administrator' });
  const { status, body } = await post('', { email, role: 'agent' });
  expect([status, body.attributes]).toEqual([422, ['email']]);
  expect((await list()).find((agent: { email: string }) => agent.email === email).role).toBe('administrator');
  expect(await readMails(desk, email)).toHaveLength(1);
});

it('two who invite the same address at once make one user and one membership', async () => {
  const answers = await Promise.all([post('', { email }), post('', { email })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect(await list()).toHaveLength(2);
});

it.each([
  [{}, 'email'],
  [{ email: 'ben' }, 'email'],
  [{ email: 'ben@example.com\r\nBcc: all@example.com' }, 'email'],
  [{ email: 'ben@example.com', role: 'owner' }, 'role'],
  [{ email: 'ben@example.com', availability: 'away' }, 'availability'],
])('%o is refused', async (body, field) => {
  const { status, body: answer } = await post('', body);
  expect([status, answer.attributes]).toEqual([422, [field]]);
  expect(await list()).toHaveLength(1);
});

it('an agent invites nobody, one or many', async () => {
  const ana = await makeUser(desk, account, 'agent');
  for (const answer of [
    await post('', { email }, ana.token),
    await post('/bulk_create', { emails: [email] }, ana.token),
  ]) {
    expect([answer.status, answer.body]).toEqual([
      401,
      { error: 'You are not authorized to do this action' },
    ]);
  }
  expect(await list()).toHaveLength(2);
});

it('an administrator of another account invites nobody into this one', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Stranger');
  for (const path of ['', '/bulk_create']) {
    const { status, body } = await post(path, { email, emails: [email] }, stranger.token);
    expect([status, body]).toEqual([401, { error: 'You are not authorized to access this account' }]);
  }
});

it('many are invited at once; members stay as they are, and twice the same is one', async () => {
  const { status, text } = await post('/bulk_create', { emails: [email, admin.email, email.toUpperCase()] });
  expect([status, text]).toEqual([200, '']);
  const members = await list();
  expect(members.map((agent: { email: string }) => agent.email).sort()).toEqual([admin.email, email].sort());
  expect(members.find((agent: { id: number }) => agent.id === admin.id).role).toBe('administrator');
  expect(await readMails(desk, email)).toHaveLength(1);
});

it('one address that is none refuses all of them', async () => {
  const { status, body } = await post('/bulk_create', { emails: [email, 'nobody'] });
  expect([status, body.attributes]).toEqual([422, ['emails']]);
  expect(await list()).toHaveLength(1);
});

it('inviting many ends the tour of a new account', async () => {
  const ofAccount = eq(accounts.id, account.account.id);
  const custom_attributes = { onboarding_step: 'invite_team', industry: 'Tea' };
  await account.queries.update(accounts).set({ custom_attributes }).where(ofAccount);
  await post('/bulk_create', { emails: [] });
  const [row] = await account.queries.select().from(accounts).where(ofAccount);
  expect(row?.custom_attributes).toEqual({ industry: 'Tea' });
});

it('whoever invites is remembered', async () => {
  const { body } = await post('', { email });
  const [row] = await account.queries
    .select()
    .from(accountUsers)
    .where(and(eq(accountUsers.account_id, account.account.id), eq(accountUsers.user_id, body.id)));
  expect(row?.inviter_id).toBe(admin.id);
});

it('a desk without a mail server invites too, and queues no mail', async () => {
  const silent = await openTestDesk();
  const shop = await makeAccount(silent);
  const boss = await makeUser(silent, shop, 'administrator');
  const path = `/api/v1/accounts/${shop.account.id}/agents`;
  expect((await ask(silent, 'POST', path, { token: boss.token, body: { email } })).status).toBe(200);
  expect(await readMails(silent, email)).toEqual([]);
  await silent.close();
});
