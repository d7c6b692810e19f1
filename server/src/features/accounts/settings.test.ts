import { shownAccount } from '@porchlight/contract/accounts';
import { eq } from 'drizzle-orm';
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
import { accounts } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let admin: TestUser;
let ana: TestUser;

beforeAll(async () => {
  desk = await openTestDesk({ MAIL_FROM: 'Help <help@desk.example.com>' });
});
beforeEach(async () => {
  account = await makeAccount(desk);
  admin = await makeUser(desk, account, 'administrator', 'Ada Adams');
  ana = await makeUser(desk, account, 'agent');
});
afterAll(() => desk?.close());

const url = (path = '') => `/api/v1/accounts/${account.account.id}${path}`;
const show = async (who = ana) => (await ask(desk, 'GET', url(), { token: who.token })).body;
const update = (body: object, who = admin) => ask(desk, 'PATCH', url(), { token: who.token, body });

it('every member sees the account with every key of the contract', async () => {
  const body = await show();
  expect(shownAccount.strict().safeParse(body).error).toBeUndefined();
  expect(body).toMatchObject({ id: account.account.id, name: 'Acme', status: 'active', settings: {} });
  expect(body.features).toMatchObject({ labels: true });
  expect(body.cache_keys).toEqual({ label: '0000000000', inbox: '0000000000', team: '0000000000' });
  expect(body).not.toHaveProperty('custom_attributes');
});

it('an account without an address for support shows that of the desk', async () => {
  expect((await show()).support_email).toBe('help@desk.example.com');
  await update({ support_email: 'help@acme.example.com' });
  expect((await show()).support_email).toBe('help@acme.example.com');
  await update({ support_email: '' });
  expect((await show()).support_email).toBe('help@desk.example.com');
});

it('an administrator changes the account; the answer lacks what only its page shows', async () => {
  const fields = { name: 'Acme Ltd', locale: 'pt_BR', domain: 'acme.example.com' };
  const { status, body } = await update(fields);
  expect([status, body]).toEqual([200, expect.objectContaining(fields)]);
  expect(Object.keys(body)).not.toContain('cache_keys');
  expect(await show()).toMatchObject(fields);
});

it('settings are merged: what is not sent stays', async () => {
  await update({ auto_resolve_after: 1440, auto_resolve_message: 'Bye' });
  await update({ auto_resolve_after: null, conversation_required_attributes: ['order'] });
  expect((await show()).settings).toEqual({
    auto_resolve_after: null,
    auto_resolve_message: 'Bye',
    conversation_required_attributes: ['order'],
  });
});

it('unknown settings are dropped, and so are status, features and limits', async () => {
  const before = await show();
  await update({ settings: { x: 1 }, x: 1, status: 'suspended', features: ['sla'], limits: { agents: 9 } });
  expect(await show()).toEqual(before);
});

it('two who change different settings at once both have their way', async () => {
  await Promise.all([
    update({ auto_resolve_message: 'Bye' }),
    update({ auto_resolve_label: 'old' }),
    update({ audio_transcriptions: true }),
  ]);
  expect((await show()).settings).toEqual({
    auto_resolve_message: 'Bye',
    auto_resolve_label: 'old',
    audio_transcriptions: true,
  });
});

it('industry, size and time zone come with the keys of a plan', async () => {
  const { body } = await update({ industry: 'Tea', company_size: '1-10', timezone: 'Europe/Lisbon' });
  expect(body.custom_attributes).toEqual({
    plan_name: null,
    subscribed_quantity: null,
    subscription_status: null,
    subscription_ends_on: null,
    industry: 'Tea',
    company_size: '1-10',
    timezone: 'Europe/Lisbon',
  });
});

it('saving the account takes the tour of a new one to its people', async () => {
  const custom_attributes = { onboarding_step: 'account_update' };
  await account.queries
    .update(accounts)
    .set({ custom_attributes })
    .where(eq(accounts.id, account.account.id));
  expect((await update({ name: 'Acme' })).body.custom_attributes.onboarding_step).toBe('invite_team');
});

it.each([10, 1_439_856, '60'])(
  'conversations may be resolved after %o minutes',
  async (auto_resolve_after) => {
    const { status, body } = await update({ auto_resolve_after });
    expect([status, body.settings.auto_resolve_after]).toEqual([200, Number(auto_resolve_after)]);
  },
);

it.each([
  [{ auto_resolve_after: 9 }, 'auto_resolve_after'],
  [{ auto_resolve_after: 1_439_857 }, 'auto_resolve_after'],
  [{ auto_resolve_after: 10.5 }, 'auto_resolve_after'],
  [{ auto_resolve_after: '9' }, 'auto_resolve_after'],
  [{ name: ' ' }, 'name'],
  [{ locale: 'Klingon' }, 'locale'],
  [{ domain: 'x'.repeat(101) }, 'domain'],
  [{ support_email: 'help' }, 'support_email'],
  [{ conversation_required_attributes: [1] }, 'conversation_required_attributes'],
])('%o is refused and changes nothing', async (body, field) => {
  const before = await show();
  const { status, body: answer } = await update({ industry: 'Tea', ...body });
  expect([status, answer.attributes]).toEqual([422, [field]]);
  expect(await show()).toEqual(before);
});

it('the account hears of what changed, and of nothing when nothing did', async () => {
  await update({ name: 'Acme' });
  expect(await listEventNames(account)).toEqual(['account.created']);
  await update({ name: 'Acme Ltd' });
  expect(await listEventNames(account)).toEqual(['account.created', 'account.updated']);
});

it('an agent does not change the account', async () => {
  const { status, body } = await update({ name: 'Mine' }, ana);
  expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
});

const OWN = [
  ['GET', ''],
  ['PATCH', ''],
  ['POST', '/update_active_at'],
  ['GET', '/cache_keys'],
] as const;

it.each(OWN)('%s %s of a foreign account looks like that of none', async (method, path) => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Stranger');
  const foreign = await ask(desk, method, url(path), { token: stranger.token });
  const none = await ask(desk, method, `/api/v1/accounts/999999999${path}`, { token: stranger.token });
  expect([foreign.status, foreign.body]).toEqual([404, { error: 'Resource could not be found' }]);
  expect([none.status, none.body]).toEqual([foreign.status, foreign.body]);
});

it.each([...OWN, ['GET', '/agents'], ['GET', '/conversations'], ['POST', '/agents']] as const)(
  '%s %s of a suspended account is refused',
  async (method, path) => {
    await account.queries
      .update(accounts)
      .set({ status: 'suspended' })
      .where(eq(accounts.id, account.account.id));
    const { status, body } = await ask(desk, method, url(path), { token: admin.token });
    expect([status, body]).toEqual([401, { error: 'Account is suspended' }]);
  },
);

it('being at work is remembered, with an empty answer', async () => {
  const { status, text } = await ask(desk, 'POST', url('/update_active_at'), { token: ana.token });
  expect([status, text]).toEqual([200, '']);
  const { body } = await ask(desk, 'GET', '/api/v1/profile', { token: ana.token });
  expect(body.accounts[0].active_at).toBe(desk.clock.now().toISOString());
  const other = await ask(desk, 'GET', '/api/v1/profile', { token: admin.token });
  expect(other.body.accounts[0].active_at).toBeNull();
});

it('the keys of kept lists may be kept for ten seconds themselves', async () => {
  const cache_keys = { label: '1767340000' };
  await account.queries.update(accounts).set({ cache_keys }).where(eq(accounts.id, account.account.id));
  const { body, headers } = await ask(desk, 'GET', url('/cache_keys'), { token: ana.token });
  expect(body).toEqual({
    cache_keys: { label: '1767340000', inbox: '0000000000', team: '0000000000' },
  });
  expect(headers['cache-control']).toBe('private, max-age=10, stale-while-revalidate=300');
});
