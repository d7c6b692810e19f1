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

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let admin: TestUser;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  admin = await makeUser(desk, account, 'administrator', 'Ada Adams');
  ana = await makeUser(desk, account, 'agent');
});
afterAll(() => desk?.close());

const update = (user: TestUser, body: unknown, { token } = admin, of = account) =>
  ask(desk, 'PATCH', `/api/v1/accounts/${of.account.id}/agents/${user.id}`, { token, body });
const rolesOf = async (user: TestUser) =>
  (await ask(desk, 'GET', '/api/v1/profile', { token: user.token })).body.accounts.map(
    ({ id, role }: { id: number; role: string }) => [id, role],
  );

it('an administrator changes name, role and availability of an agent', async () => {
  const fields = { name: 'Ana Maria', role: 'administrator', availability: 'busy', auto_offline: false };
  const { status, body } = await update(ana, { agent: fields });
  expect(status).toBe(200);
  const { availability, ...shown } = fields;
  expect(body).toMatchObject({ id: ana.id, ...shown, availability_status: availability });
});

it('what is not sent stays as it is, and so does the e-mail address', async () => {
  const { body } = await update(ana, { availability: 'busy', email: 'eve@example.com' });
  expect(body).toMatchObject({ name: 'Ana Lima', role: 'agent', auto_offline: true, email: ana.email });
});

it('the account hears of what changed, and of nothing when nothing did', async () => {
  await update(ana, { role: 'agent', availability: 'online', name: 'Ana Lima' });
  expect(await listEventNames(account)).toEqual(['account.created']);
  await update(ana, { role: 'administrator' });
  expect(await listEventNames(account)).toEqual(['account.created', 'agent.updated']);
});

it('the role in one account leaves that in another as it is', async () => {
  const other = await makeAccount(desk, 'Other');
  await addMember(other, ana.id, 'agent');
  await update(ana, { role: 'administrator' });
  expect((await rolesOf(ana)).sort()).toEqual(
    [
      [account.account.id, 'administrator'],
      [other.account.id, 'agent'],
    ].sort(),
  );
});

it('an administrator of one account cannot change the role in another, of anybody', async () => {
  const other = await makeAccount(desk, 'Other');
  await addMember(other, ana.id, 'agent');
  await addMember(other, admin.id, 'agent');
  const asAgent = await update(ana, { role: 'administrator' }, admin, other);
  expect([asAgent.status, asAgent.body.error]).toEqual([401, 'You are not authorized to do this action']);
  const stranger = await makeUser(desk, await makeAccount(desk, 'Third'), 'administrator', 'Stranger');
  const asStranger = await update(ana, { role: 'administrator' }, stranger);
  expect(asStranger.status).toBe(401);
  expect((await rolesOf(ana)).every(([, role]: [number, string]) => role === 'agent')).toBe(true);
});

it('somebody of another account is not found', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'agent', 'Stranger');
  const { status, body } = await update(stranger, { name: 'Eve' });
  expect([status, body]).toEqual([404, { error: 'Resource could not be found' }]);
  expect((await ask(desk, 'GET', '/api/v1/profile', { token: stranger.token })).body.name).toBe('Stranger');
});

it('an agent changes nobody, not even themselves', async () => {
  for (const user of [ana, admin]) {
    expect((await update(user, { role: 'administrator' }, ana)).status).toBe(401);
  }
  expect(await rolesOf(ana)).toEqual([[account.account.id, 'agent']]);
});

it('administrators cannot take the role from themselves', async () => {
  await update(ana, { role: 'administrator' });
  const { status, body } = await update(admin, { role: 'agent' });
  expect([status, body.error]).toEqual([422, expect.stringMatching(/administrator/)]);
});

it('two administrators who take the role from each other at once leave one', async () => {
  await update(ana, { role: 'administrator' });
  await Promise.all([update(ana, { role: 'agent' }, admin), update(admin, { role: 'agent' }, ana)]);
  const roles = [...(await rolesOf(ana)), ...(await rolesOf(admin))].map(([, role]) => role);
  expect(roles).toContain('administrator');
});

it.each([
  [{ name: ' ' }, 'name'],
  [{ role: 'owner' }, 'role'],
  [{ availability: 'away' }, 'availability'],
])('%o is refused', async (body, field) => {
  const { status, body: answer } = await update(ana, body);
  expect([status, answer.attributes]).toEqual([422, [field]]);
});
