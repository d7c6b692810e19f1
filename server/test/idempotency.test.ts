import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AccountContext } from '../src/context.ts';
import {
  ask,
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from './harness.ts';
import { makeApp } from './platform.ts';

let desk: TestDesk;
let account: AccountContext;
let ana: TestUser;
let inbox_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'administrator');
  inbox_id = (await makeInbox(account)).id;
});
afterAll(() => desk.close());

const HOUR_MS = 3_600_000;
let count = 0;
function freshKey(): string {
  count += 1;
  return `key-${count}`;
}

const create = (key: string, body: object, user = ana, of = account) =>
  ask(desk, 'POST', `/api/v1/accounts/${of.account.id}/contacts`, {
    token: user.token,
    body,
    headers: { 'idempotency-key': key },
  });

async function countContacts(name: string): Promise<number> {
  const { rows } = await desk.services.database.pool.query('select count(*) from contacts where name = $1', [
    name,
  ]);
  return Number(rows[0].count);
}

test('a repetition gets the first answer and makes nothing', async () => {
  const key = freshKey();
  const first = await create(key, { name: 'Once' });
  const second = await create(key, { name: 'Once' });
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expect(second.headers['idempotency-replayed']).toBe('true');
  expect(second.text).toBe(first.text);
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
  expect(await countContacts('Once')).toBe(1);
});

test('without a key a repetition makes another', async () => {
  const path = `/api/v1/accounts/${account.account.id}/contacts`;
  for (let turn = 0; turn < 2; turn += 1)
    await ask(desk, 'POST', path, { token: ana.token, body: { name: 'Twice' } });
  expect(await countContacts('Twice')).toBe(2);
});

test('ten at once make one row and get one answer', async () => {
  const key = freshKey();
  const answers = await Promise.all(Array.from({ length: 10 }, () => create(key, { name: 'At once' })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  expect(await countContacts('At once')).toBe(1);
});

test('the same key with another body is refused with what to do', async () => {
  const key = freshKey();
  await create(key, { name: 'First body' });
  const refused = await create(key, { name: 'Second body' });
  expect(refused.status).toBe(422);
  expect(refused.body.error).toContain('Use a new key');
  expect(await countContacts('Second body')).toBe(0);
});

test('the same key of another user, and in another account, is another key', async () => {
  const key = freshKey();
  const bob = await makeUser(desk, account, 'agent', 'Bob');
  const other = await makeAccount(desk, 'Other');
  const carla = await makeUser(desk, other, 'administrator', 'Carla');
  await create(key, { name: 'Shared key' });
  await create(key, { name: 'Shared key' }, bob);
  await create(key, { name: 'Shared key' }, carla, other);
  expect(await countContacts('Shared key')).toBe(3);
});

test('a request that was refused leaves no key behind', async () => {
  const key = freshKey();
  await create(key, { name: 'Taken', email: 'taken@example.com' });
  const other = freshKey();
  expect((await create(other, { name: 'Mine', email: 'taken@example.com' })).status).toBe(422);
  await desk.services.database.pool.query(`delete from contacts where email = 'taken@example.com'`);
  const again = await create(other, { name: 'Mine', email: 'taken@example.com' });
  expect(again.status).toBe(200);
  expect(again.headers['idempotency-replayed']).toBeUndefined();
});

test('the events of a request are written once', async () => {
  const key = freshKey();
  const first = await create(key, { name: 'Events' });
  await create(key, { name: 'Events' });
  const { rows } = await desk.services.database.pool.query(
    `select count(*) from events where name = 'contact.created' and data ->> 'contact_id' = $1`,
    [String(first.body.payload.contact.id)],
  );
  expect(Number(rows[0].count)).toBe(1);
});

test('a message is sent once, with its first answer', async () => {
  const contact = (await create(freshKey(), { name: 'John' })).body.payload.contact;
  const base = `/api/v1/accounts/${account.account.id}/conversations`;
  const options = { token: ana.token, headers: { 'idempotency-key': freshKey() } };
  const conversation = await ask(desk, 'POST', base, {
    ...options,
    body: { inbox_id, contact_id: contact.id },
  });
  const path = `${base}/${conversation.body.id}/messages`;
  const send = {
    token: ana.token,
    headers: { 'idempotency-key': freshKey() },
    body: { content: 'Only once' },
  };
  const answers = await Promise.all([1, 2, 3].map(() => ask(desk, 'POST', path, send)));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  const { body } = await ask(desk, 'GET', path, { token: ana.token });
  expect(body.payload.filter(({ content }: { content: string }) => content === 'Only once')).toHaveLength(1);
});

test('a key outside any account works too', async () => {
  const options = { token: ana.token, headers: { 'idempotency-key': freshKey() } };
  const first = await ask(desk, 'POST', '/api/v1/profile/reset_access_token', options);
  ana.token = first.body.access_token;
  const second = await ask(desk, 'POST', '/api/v1/profile/reset_access_token', {
    ...options,
    token: ana.token,
  });
  expect(second.headers['idempotency-replayed']).toBe('true');
  expect(second.body.access_token).toBe(ana.token);
});

test('what an answer said is not readable in the database', async () => {
  await create(freshKey(), { name: 'Canary 7391' });
  const { rows } = await desk.services.database.pool.query('select sealed_body from idempotency_keys');
  expect(rows.length).toBeGreaterThan(0);
  for (const { sealed_body } of rows) expect(String(sealed_body)).not.toContain('Canary');
});

test('an odd key is refused', async () => {
  expect((await create('with space', { name: 'Odd' })).status).toBe(422);
  expect((await create('x'.repeat(256), { name: 'Odd' })).status).toBe(422);
  expect(await countContacts('Odd')).toBe(0);
});

test('after a day a key may be used again', async () => {
  const key = freshKey();
  await create(key, { name: 'Day' });
  desk.clock.advance(25 * HOUR_MS);
  const again = await create(key, { name: 'Another day' });
  expect(again.status).toBe(200);
  expect(await countContacts('Another day')).toBe(1);
});

/** Does it, and says at each wake-up of the dispatcher how many transactions were open. */
async function openAtWakeUps(act: () => Promise<unknown>): Promise<number[]> {
  const { services } = desk;
  const { database } = services;
  const { transaction } = database;
  const seen: number[] = [];
  let open = 0;
  const counting: typeof transaction = async (parts) => {
    open += 1;
    return transaction.call(database, parts).finally(() => {
      open -= 1;
    }) as ReturnType<typeof parts.run>;
  };
  const wake = vi.spyOn(services, 'wake').mockImplementation(() => {
    seen.push(open);
  });
  const transactions = vi.spyOn(database, 'transaction').mockImplementation(counting);
  await act();
  wake.mockRestore();
  transactions.mockRestore();
  return seen;
}

test('events of a request with a key are looked for once it is committed, and not before', async () => {
  const app = await makeApp(desk);
  const options = (token: string, body: object) => ({
    token,
    body,
    headers: { 'idempotency-key': freshKey() },
  });
  const acts: [string, () => Promise<{ status: number }>][] = [
    ['in an account', () => create(freshKey(), { name: 'Awake' })],
    [
      'of a user',
      () => ask(desk, 'PUT', '/api/v1/profile', options(ana.token, { profile: { name: 'Ann' } })),
    ],
    ['of an app', () => ask(desk, 'POST', '/platform/api/v1/accounts', options(app.token, { name: 'Made' }))],
  ];
  for (const [who, act] of acts) {
    const seen = await openAtWakeUps(async () => expect((await act()).status).toBe(200));
    expect([who, ...new Set(seen)]).toEqual([who, 0]);
  }
});
