import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  PASSWORD,
  signIn,
  type TestDesk,
} from '../../../test/harness.ts';
import { readMails, readToken, WITH_MAIL } from '../../../test/mails.ts';

let desk: TestDesk;
let number = 0;
let email: string;

beforeAll(async () => {
  desk = await openTestDesk({ ENABLE_SIGNUP: 'true', ...WITH_MAIL });
});
beforeEach(() => {
  number += 1;
  email = `ana.${number}@acme.example.com`;
});
afterAll(() => desk?.close());

const signUp = (fields: object = {}, { from = '127.0.0.1', version = 'v1', of = desk } = {}) =>
  ask(of, 'POST', `/api/${version}/accounts`, {
    body: { account_name: 'Acme', user_full_name: 'Ana Lima', email, password: PASSWORD, ...fields },
    from,
  });
const tryPassword = (of = desk) => ask(of, 'POST', '/auth/sign_in', { body: { email, password: PASSWORD } });
const countAccounts = async () =>
  (await desk.services.database.pool.query('select count(*)::int as number from accounts')).rows[0].number;

it('signing up makes an account, its administrator and a session', async () => {
  const { status, body, headers } = await signUp({ locale: 'pt_BR' });
  expect(status).toBe(200);
  expect(body.data).toMatchObject({ email, uid: email, name: 'Ana Lima', role: 'administrator' });
  expect(body.data.accounts).toMatchObject([
    { id: body.data.account_id, name: 'Acme', role: 'administrator', locale: 'pt_BR' },
  ]);
  const session = ['access-token', 'client', 'uid'].map((name) => [name, String(headers[name])]);
  const path = `/api/v1/accounts/${body.data.account_id}/agents`;
  expect((await ask(desk, 'GET', path, { headers: Object.fromEntries(session) })).status).toBe(200);
});

it('the next session needs the address to be confirmed', async () => {
  expect((await signUp()).body.data.confirmed).toBe(false);
  expect((await tryPassword()).status).toBe(401);
  const body = { confirmation_token: await readToken(desk, email) };
  expect((await ask(desk, 'POST', '/auth/confirmation', { body })).status).toBe(200);
  expect((await tryPassword()).status).toBe(200);
});

it('one of the two names is enough', async () => {
  expect((await signUp({ account_name: null })).body.data.accounts[0].name).toBe('Ana Lima');
  email = `bob.${number}@acme.example.com`;
  expect((await signUp({ user_full_name: '' })).body.data.name).toBe('Acme');
});

it('version 2 takes e-mail and password alone and finds names in the address', async () => {
  const body = { email, password: PASSWORD };
  const { status, body: answer } = await ask(desk, 'POST', '/api/v2/accounts', { body });
  expect([status, answer.data.name]).toEqual([200, email.split('@')[0]]);
  expect(answer.data.accounts[0].name).toBe('acme.example.com');
});

it.each([
  ['no name at all', { account_name: '', user_full_name: ' ' }],
  ['no e-mail address', { email: null }],
  ['an e-mail address that is none', { email: 'ana' }],
])('%s is refused', async (_, fields) => {
  const before = await countAccounts();
  const { status, body } = await signUp(fields);
  expect([status, Object.keys(body)]).toEqual([403, ['message']]);
  expect(await countAccounts()).toBe(before);
});

it('an address that has a user already is refused, and the user stays', async () => {
  const bob = await makeUser(desk, await makeAccount(desk), 'agent', 'Bob');
  const before = await countAccounts();
  const { status, headers } = await signUp({ email: bob.email.toUpperCase(), password: 'Another-Horse-2' });
  expect([status, headers['access-token']]).toEqual([403, undefined]);
  expect(await countAccounts()).toBe(before);
  expect((await signIn(desk, bob)).uid).toBe(bob.email);
});

it('a weak password is refused, and so is an unknown language', async () => {
  for (const [fields, field] of [
    [{ password: 'weak' }, 'password'],
    [{ password: null }, 'password'],
    [{ locale: 'Klingon' }, 'locale'],
  ] as const) {
    const { status, body } = await signUp(fields);
    expect([status, body.attributes]).toEqual([422, [field]]);
  }
  expect(await readMails(desk, email)).toEqual([]);
});

it('whoever is signed in makes one more account for themselves', async () => {
  const bob = await makeUser(desk, await makeAccount(desk), 'agent', 'Bob');
  const headers = await signIn(desk, bob);
  const { status, body } = await ask(desk, 'POST', '/api/v1/accounts', {
    headers,
    body: { account_name: 'Second' },
  });
  expect([status, body.data.id]).toEqual([200, bob.id]);
  expect(body.data.accounts).toContainEqual(
    expect.objectContaining({ name: 'Second', role: 'administrator' }),
  );
  expect(body.data.accounts).toContainEqual(expect.objectContaining({ name: 'Acme', role: 'agent' }));
});

it('the sixth within half an hour from one address is told to come back later', async () => {
  const from = '198.51.100.30';
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const version = tries % 2 ? 'v1' : 'v2';
    statuses.push((await signUp({ email: 'none' }, { from, version })).status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

it.each(['v1', 'v2'])('nobody signs up through %s unless the operator lets them', async (version) => {
  const closed = await openTestDesk();
  const { status, body } = await signUp({}, { version, of: closed });
  expect([status, body]).toEqual([404, { status: 404, error: 'Not Found' }]);
  expect((await tryPassword(closed)).status).toBe(401);
  await closed.close();
});

it('a desk that sends no mail takes the address as it is', async () => {
  const silent = await openTestDesk({ ENABLE_SIGNUP: 'true' });
  expect((await signUp({}, { of: silent })).body.data.confirmed).toBe(true);
  expect((await tryPassword(silent)).status).toBe(200);
  await silent.close();
});
